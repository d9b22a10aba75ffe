/** What people decide about a stuck step: try it again, give its output, let the run fail with it. */
import { checkSize } from "./context";
import { kindOf } from "./definition";
import { compensated, finish } from "./endings";
import type { Decision, RunRetried } from "./events";
import { isObject, jsonSize, own } from "./json";
import { enter, goOn, settle } from "./machine";
import { drop } from "./release";
import type { Activation } from "./state";
import { StepFailure } from "./step";
import { grow, stepOf, type Turn } from "./turn";

export type DecisionRefusal =
  | "unknown_activation"
  | "not_stuck"
  | "not_editable"
  | "no_way_on"
  | "input_too_large";

/** Applies a decision, or says why it can't be. */
export function decide(turn: Turn, event: Decision): DecisionRefusal | undefined {
  const activation = own(turn.draft.active, event.key);
  if (!activation) return "unknown_activation";
  const { failure } = activation;
  if (activation.phase !== "stuck" || !failure) return "not_stuck";
  const step = stepOf(turn, activation.step);
  if (event.type === "run.retried") return retry(turn, activation, event);
  if (event.type === "run.skipped") {
    if (step.next === undefined) return "no_way_on";
    if (isTooLarge(event.output)) return "input_too_large";
    settle(turn, activation, () => ({ do: "next", to: step.next ?? "", output: event.output }));
  } else if (own(turn.draft.scopes, activation.branch)?.fork === undefined && turn.draft.ending) {
    compensated(turn, activation);
  } else finish(turn, { status: "failed", error: failure });
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
