/** What people decide about a stuck step: try it again, give its output, let the run fail with it. */
import { checkSize } from "./context";
import { kindOf } from "./definition";
import { compensated, finish } from "./endings";
import type { Decision, RunRetried, RunSkipped } from "./events";
import { isObject, jsonSize, own } from "./json";
import { enter, goOn, settle } from "./machine";
import { drop } from "./release";
import type { Activation } from "./state";
import { type CommonStep, StepFailure } from "./step";
import { grow, stepOf, type Turn } from "./turn";

export type DecisionRefusal =
  | "unknown_activation"
  | "not_stuck"
  | "not_editable"
  | "no_way_on"
  | "no_such_way"
  | "input_too_large";

/** Applies a decision, or says why it can't be. */
export function decide(turn: Turn, event: Decision): DecisionRefusal | undefined {
  const activation = own(turn.draft.active, event.key);
  if (!activation) return "unknown_activation";
  const { failure } = activation;
  if (activation.phase !== "stuck" || !failure) return "not_stuck";
  if (event.type === "run.retried") return retry(turn, activation, event);
  if (event.type === "run.skipped") return skip(turn, activation, event);
  if (own(turn.draft.scopes, activation.branch)?.fork === undefined && turn.draft.ending) {
    compensated(turn, activation);
  } else finish(turn, { status: "failed", error: failure });
  return undefined;
}

/** Where a step can lead when it does not fail: a person who skips it chooses one where its `next` does not say. */
export function waysOn(step: CommonStep): string[] {
  return [
    ...new Set(
      kindOf(step)
        .targets(step)
        .map(({ to }) => to),
    ),
  ];
}

/** Takes a person's output for the step's. A step that ends the run ends it with that. */
function skip(turn: Turn, activation: Activation, { output, next }: RunSkipped): DecisionRefusal | undefined {
  const step = stepOf(turn, activation.step);
  if (isTooLarge(output)) return "input_too_large";
  const ways = waysOn(step);
  const to = next ?? step.next ?? (ways.length === 1 ? ways[0] : undefined);
  if (next !== undefined && !ways.includes(next)) return "no_such_way";
  if (step.kind === "end") settle(turn, activation, () => ({ do: "end", output }));
  else if (to === undefined) return "no_way_on";
  else settle(turn, activation, () => ({ do: "next", to, output }));
  return undefined;
}

/**
 * Tries again. What was sent is sent again under the same key, unless it was edited; a step that has sent nothing, or
 * asked people, is entered anew.
 */
function retry(turn: Turn, activation: Activation, { input }: RunRetried): DecisionRefusal | undefined {
  const { step, branch, error, request, attempt, edition = 0 } = activation;
  if (input && !kindOf(stepOf(turn, step)).editable) return "not_editable";
  if (isTooLarge(input)) return "input_too_large";
  const { failure: _solved, ...next } = activation;
  const series: Activation = { ...next, attempt: attempt + 1, spent: attempt, since: turn.at };
  if (!isObject(request)) {
    drop(turn, activation, "step_retried");
    const from = activation.key;
    enter(turn, { step, branch, from, unguarded: true, ...(error ? { error } : {}) }, input);
    return undefined;
  }
  if (!input) {
    goOn(turn, { ...series, phase: "executing" });
    return undefined;
  }
  const changed = { ...request, ...input };
  if (isTooLarge(changed)) return "input_too_large";
  try {
    grow(turn, jsonSize(changed) - jsonSize(request));
  } catch (tooLarge) {
    if (tooLarge instanceof StepFailure) return "input_too_large";
    throw tooLarge;
  }
  goOn(turn, { ...series, phase: "executing", request: changed, edition: edition + 1 });
  return undefined;
}

function isTooLarge(value: Parameters<typeof checkSize>[0]): boolean {
  try {
    checkSize(value, "The input");
    return false;
  } catch {
    return true;
  }
}
