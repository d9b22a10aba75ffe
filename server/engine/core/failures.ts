/**
 * What becomes of failures. Another attempt, if the step has one left; or else the way that the step declares
 * (`onError`, `continueOnError`). What a step does not handle goes outwards: a fork that can do without the branch goes
 * on without it, one that has an `onError` goes there. What nobody handles leaves the step stuck, for a person to
 * decide, while other branches go on; a `fail` step, and a definition that says so, let the run fail at once.
 */
import { StepContext } from "./context";
import { finish } from "./endings";
import { EvaluationError } from "./expressions";
import { canSpare, loseBranch } from "./forks";
import { jsonSize, own } from "./json";
import { TOO_DEEP } from "./limits";
import { backOff, leave } from "./machine";
import { drop, noteUnsure, settleAwaited, withoutTimers } from "./release";
import { retryDelay } from "./retry";
import type { Activation, Failure } from "./state";
import { type CommonStep, StepFailure } from "./step";
import { keepOutput, putActivation, putRecord, recordOf, stepOf, type Turn } from "./turn";

/** What is kept of a failure's message; a whole response body may come as one. */
export const LONGEST_MESSAGE = 5_000;

/** Fails the present attempt: another one later, or the step's failure. */
export function abort(
  turn: Turn,
  activation: Activation,
  reported: Failure,
  retryable: boolean,
  retryAfterMs?: number,
) {
  const step = stepOf(turn, activation.step);
  const failure = { ...reported, message: reported.message.slice(0, LONGEST_MESSAGE) };
  let last = failure;
  try {
    if (retryable && tryAgain(turn, activation, failure, retryAfterMs)) return;
  } catch (error) {
    if (!(error instanceof StepFailure || error instanceof EvaluationError)) throw error;
    last = { message: error.message, code: error.code, step: activation.step };
  }
  noteFailure(turn, activation, last);
  if (step.onError !== undefined) {
    leave(turn, activation, { step: step.onError, branch: activation.branch, error: last, failed: true });
  } else if (step.continueOnError && step.next !== undefined) continueWithout(turn, activation, last);
  else giveUp(turn, activation, last, false);
}

/** Lets the step have another attempt later, if it has one left for such a failure. */
function tryAgain(turn: Turn, activation: Activation, failure: Failure, retryAfterMs = 0): boolean {
  const retry = retryOf(turn, stepOf(turn, activation.step));
  if (!retry || (retry.on && !retry.on.includes(failure.code))) return false;
  if (activation.attempt - (activation.spent ?? 0) >= retry.attempts) return false;
  const told = { code: failure.code, retryAfterMs };
  const wait = retryDelay(new StepContext(turn, activation), retry, turn.draft.runId, told);
  // A child whose time is up may end well before it hears of it.
  noteUnsure(turn, activation);
  const rested = withoutTimers(turn, activation);
  settleAwaited(turn, activation, "another_attempt");
  backOff(turn, rested, wait);
  noteFailure(turn, activation, failure);
  return true;
}

function retryOf(turn: Turn, step: CommonStep): CommonStep["retry"] {
  return step.retry ?? turn.definition.defaults?.retry;
}

/** Goes on as if the step had given null; the record keeps why. */
function continueWithout(turn: Turn, activation: Activation, failure: Failure) {
  const { step, branch } = activation;
  keepOutput(turn, activation, null);
  noteFailure(turn, activation, failure);
  const { error } = activation;
  const next = stepOf(turn, step).next ?? "";
  leave(turn, activation, { step: next, branch, failed: true, ...(error ? { error } : {}) });
}

/**
 * Gives a failure to what is around the step that did not handle it.
 * @param final the definition asked for it with a `fail` step: on the trunk the run fails with it
 */
export function giveUp(turn: Turn, activation: Activation, failure: Failure, final: boolean) {
  for (let branch = activation.branch; branch !== ""; ) {
    const scope = own(turn.draft.scopes, branch);
    const fork = scope?.fork === undefined ? undefined : own(turn.draft.active, scope.fork);
    // A compensation is never given up without a person.
    if (!fork) return stick(turn, activation, failure);
    if (canSpare(turn, fork)) return loseBranch(turn, branch, failure);
    if (stepOf(turn, fork.step).onError !== undefined) return abort(turn, fork, failure, false);
    branch = fork.branch;
  }
  // Nobody can decide a circle of workflows away: it ends, from the innermost run out.
  const isHopeless = final || failure.code === TOO_DEEP;
  if (isHopeless || turn.definition.onFailure === "fail") finish(turn, { status: "failed", error: failure });
  else stick(turn, activation, failure);
}

/** Leaves the step for a person to decide. Its request is kept, so that it can be made again as it was. */
export function stick(turn: Turn, activation: Activation, failure: Failure) {
  drop(turn, { ...activation, heard: true }, "step_stuck");
  turn.draft.bytes += jsonSize(activation.request);
  const { awaits: _over, heard: _outcome, fork: _gone, ...left } = activation;
  putActivation(turn, { ...left, timers: {}, phase: "stuck", since: turn.at, failure });
}

function noteFailure(turn: Turn, { step, branch }: Activation, failure: Failure) {
  putRecord(turn, branch, step, { ...(recordOf(turn, branch, step) ?? { visits: 1 }), error: failure });
}
