/**
 * The end of a run. When it fails or is cancelled, what it has completed is first undone: compensations run one by one,
 * last completed first, each in a scope of its own that sees what its step gave.
 */
import { stopTime } from "./clock";
import type { FinishRun } from "./effects";
import { jsonSize, own } from "./json";
import { eventSize } from "./pause";
import { drop, forgetScope } from "./release";
import { type Activation, activations } from "./state";
import { putScope, recordOf, stepOf, type Turn } from "./turn";

/** Ends the run, after its compensations: all that is open is closed at once. */
export function finish(turn: Turn, ending: Omit<FinishRun, "type">) {
  const { draft } = turn;
  for (const { key } of activations(draft)) {
    const activation = own(draft.active, key);
    if (activation) drop(turn, activation, `run_${ending.status}`);
  }
  turn.arrivals.length = 0;
  stopTime(turn);
  for (const kept of draft.paused?.kept ?? []) draft.bytes -= eventSize(kept);
  delete draft.paused;
  const { status, error } = ending;
  if (status === "completed" || draft.completed.length === 0 || !error) return end(turn, ending);
  draft.ending = { status, error, begun: 0 };
  compensateNext(turn);
}

/**
 * Begins the compensation of the step that was completed last, or ends the run when there is none left. One whose
 * outcome is still to come is waited for first.
 */
function compensateNext(turn: Turn) {
  const { draft } = turn;
  const { ending } = draft;
  if (!ending) throw new Error("Only a run that is about to end is compensated");
  const last = draft.completed.at(-1);
  if (!last) return end(turn, { status: ending.status, error: ending.error });
  if (last.awaited) return;
  draft.completed = draft.completed.slice(0, -1);
  draft.ending = { ...ending, begun: ending.begun + 1 };
  const { step, branch, output } = last;
  const id = `@undo.${draft.ending.begun}`;
  const { visits } = recordOf(turn, branch, step) ?? { visits: 1 };
  const record = { visits, ...(output === undefined ? {} : { output }) };
  putScope(turn, id, { parent: branch, name: last.key, steps: { [step]: record } });
  const undo = stepOf(turn, step).compensate ?? "";
  turn.arrivals.push({ step: undo, branch: id, error: ending.error, from: last.key });
}

/** Goes on undoing, if nothing but the outcome of what is to be undone next was waited for. */
export function goOnEnding(turn: Turn) {
  const { ending, paused, active } = turn.draft;
  if (!ending || paused || turn.ended || turn.arrivals.length > 0) return;
  if (Object.keys(active).length === 0) compensateNext(turn);
}

/** A compensation has come to its end, or a person has given it up. */
export function compensated(turn: Turn, activation: Activation) {
  drop(turn, activation, "step_over");
  forgetScope(turn, activation.branch);
  compensateNext(turn);
}

function end(turn: Turn, ending: Omit<FinishRun, "type">) {
  const { draft } = turn;
  turn.ended = true;
  // Nothing will be compensated any more.
  for (const { output } of draft.completed) draft.bytes -= jsonSize(output);
  draft.completed = [];
  delete draft.ending;
  for (const id of Object.keys(draft.scopes)) forgetScope(turn, id);
  Object.assign(draft, ending, { endedAt: turn.at });
  turn.effects.push({ type: "finishRun", ...ending });
}
