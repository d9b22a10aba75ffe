/**
 * What was given up while its outcome was still to come: a call under way when the run was cancelled, a child that
 * nobody waits for. It may have happened, so it is kept with what is to be undone, and its outcome, which comes late,
 * says whether it is. What is known not to have happened is not undone; what nobody will ever know is.
 */
import { checkSize } from "./context";
import { goOnEnding } from "./endings";
import type { StepEvent } from "./events";
import { type Json, jsonSize } from "./json";
import { forgetScopesAround } from "./release";
import type { Completed } from "./state";
import type { Turn } from "./turn";

/** Takes the late outcome of something that was given up. @returns whether the event is one */
export function takeLateOutcome(turn: Turn, event: StepEvent): boolean {
  if (event.type !== "step.succeeded" && event.type !== "step.failed" && event.type !== "child.finished")
    return false;
  const { draft } = turn;
  const entry = draft.completed.find(
    ({ key, awaited }) => key === event.key && awaited?.attempt === event.attempt,
  );
  // A child that could not be started fails like a call.
  const other = entry?.awaited?.of === "child" ? "step.succeeded" : "child.finished";
  if (!entry || event.type === other) return false;
  const known = entryAfter(turn, entry, event);
  draft.completed = draft.completed.flatMap((one) => (one === entry ? (known ?? []) : one));
  if (!known) forgetScopesAround(turn, entry.branch);
  goOnEnding(turn);
  return true;
}

/** What is left to undo of it, if anything. */
function entryAfter(turn: Turn, entry: Completed, event: StepEvent): Completed | undefined {
  const { awaited: _over, ...done } = entry;
  if (event.type === "step.failed") return event.error.unknown ? done : undefined;
  if (event.type === "child.finished" && event.status !== "completed") return undefined;
  const output = "output" in event ? event.output : null;
  if (!fits(output)) return done;
  turn.draft.bytes += jsonSize(output);
  return { ...done, output };
}

/** Undone it is in any case, though perhaps without what it gave. */
function fits(output: Json): boolean {
  try {
    checkSize(output, "The output");
    return true;
  } catch {
    return false;
  }
}
