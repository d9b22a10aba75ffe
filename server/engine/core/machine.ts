/**
 * What steps answer, turned into state and effects. All bookkeeping that no step kind may get wrong is here and in the
 * files beside it: visits, attempts, outputs kept (here), forks and joins (forks.ts), waits (waits.ts), failures
 * (failures.ts), the end of the run and compensations (endings.ts), and leaving nothing behind (release.ts).
 */
import { checkSize, StepContext } from "./context";
import { kindOf } from "./definition";
import { finish } from "./endings";
import { EvaluationError } from "./expressions";
import { abort, giveUp, LONGEST_MESSAGE, stick } from "./failures";
import { branchEnds, openFork } from "./forks";
import { type JsonObject, jsonSize } from "./json";
import { DEFAULT_MAX_VISITS } from "./limits";
import { drop } from "./release";
import type { Activation, Failure } from "./state";
import { JOIN, type Outcome, StepFailure } from "./step";
import { editedTask } from "./task-spec";
import {
  type Arrival,
  grow,
  keepOutput,
  keepVars,
  putActivation,
  putRecord,
  recordOf,
  stepOf,
  type Turn,
} from "./turn";
import { awaitFirst, awaitSignal, rest, setTimer } from "./waits";

/** Enters a step: a new visit, its first attempt. @param edit fields that a person has put in place of its own */
export function enter(turn: Turn, arrival: Arrival, edit?: JsonObject) {
  const activation = visit(turn, arrival);
  const most = stepOf(turn, activation.step).maxVisits ?? DEFAULT_MAX_VISITS;
  if (activation.visit <= most || arrival.unguarded) goOn(turn, activation, edit);
  else refuseVisit(turn, activation, most);
}

/** Comes to a step that can't be entered, and leaves it for a person to decide. */
export function enterStuck(turn: Turn, arrival: Arrival, failure: Failure) {
  stick(turn, visit(turn, arrival), failure);
}

function visit(turn: Turn, { step, branch, error, from, failed }: Arrival): Activation {
  const record = recordOf(turn, branch, step);
  const count = (record?.visits ?? 0) + 1;
  putRecord(turn, branch, step, { ...record, visits: count });
  turn.draft.entered += 1;
  const key = branch === "" ? `${step}#${count}` : `${step}#${count}@${branch}`;
  turn.entries.push({ key, step, visit: count, branch, ...(from && { from }), ...(failed && { failed }) });
  return {
    key,
    step,
    visit: count,
    attempt: 1,
    phase: "executing",
    order: turn.draft.entered,
    branch,
    enteredAt: turn.at,
    since: turn.at,
    timers: {},
    ...(error ? { error } : {}),
  };
}

/** A loop that does not end by itself is ended; a compensation is never given up without a person. */
function refuseVisit(turn: Turn, activation: Activation, most: number) {
  const { step, branch, visit } = activation;
  putRecord(turn, branch, step, { ...recordOf(turn, branch, step), visits: visit - 1 });
  const message = `Step "${step}" was entered more than ${most} times`;
  const failure = { message, code: "too_many_visits", step };
  if (turn.draft.ending) stick(turn, activation, failure);
  else finish(turn, { status: "failed", error: failure });
}

/** Makes the present attempt of an activation. */
export function goOn(turn: Turn, activation: Activation, edit?: JsonObject) {
  const step = stepOf(turn, activation.step);
  settle(turn, activation, () => {
    const outcome = kindOf(step).enter(new StepContext(turn, activation), step);
    return edit ? edited(outcome, edit) : outcome;
  });
}

/** Puts a person's fields in place of those that the step came to. What they make is checked where it is used. */
function edited(outcome: Outcome, edit: JsonObject): Outcome {
  if (outcome.do === "execute") return { ...outcome, request: { ...outcome.request, ...edit } };
  if (outcome.do === "startChild") return { ...outcome, input: { ...outcome.input, ...edit } };
  if (outcome.do === "openTask") return { ...outcome, spec: editedTask(outcome.spec, edit) };
  return outcome;
}

/** Carries out what a step answers. A failure on the way, in the step or in keeping its output, fails the step. */
export function settle(turn: Turn, activation: Activation, answer: () => Outcome | undefined): undefined {
  try {
    const outcome = answer();
    if (!outcome) throw new Error(`Step "${activation.step}" has no answer to what happened`);
    carryOut(turn, activation, outcome);
  } catch (error) {
    if (!(error instanceof StepFailure || error instanceof EvaluationError)) throw error;
    const retryable = error instanceof StepFailure && error.retryable;
    const failure = { message: error.message, code: error.code, step: activation.step };
    abort(turn, answered(activation), failure, retryable);
  }
}

function carryOut(turn: Turn, activation: Activation, outcome: Outcome) {
  switch (outcome.do) {
    case "next":
      return goNext(turn, activation, outcome);
    case "execute":
      return execute(turn, activation, outcome);
    case "openTask":
      checkSize(outcome.spec as unknown as Parameters<typeof checkSize>[0], "The task");
      rest(turn, activation, { for: "task" });
      turn.effects.push({
        type: "openTask",
        key: activation.key,
        attempt: activation.attempt,
        spec: outcome.spec,
      });
      return;
    case "awaitSignal":
      return awaitSignal(turn, activation, outcome);
    case "awaitTime":
      return rest(turn, activation, { for: "time" }, "delay", outcome.dueAt);
    case "awaitFirst":
      return awaitFirst(turn, activation, outcome.of);
    case "startChild":
      return startChild(turn, activation, outcome);
    case "fork":
      return openFork(turn, activation, outcome);
    case "wait":
      return putActivation(turn, activation);
    case "end": {
      const output = outcome.output ?? null;
      grow(turn, checkSize(output, "The run's output"));
      return finish(turn, { status: "completed", output });
    }
    case "fail": {
      const message = outcome.message.slice(0, LONGEST_MESSAGE);
      return giveUp(turn, activation, { message, code: outcome.code, step: activation.step }, true);
    }
  }
}

function goNext(turn: Turn, activation: Activation, outcome: Outcome & { do: "next" }) {
  // First of all: what it gave may be too large to keep, and it has happened nonetheless.
  if (!outcome.undone) noteCompletion(turn, activation);
  if (outcome.vars) keepVars(turn, outcome.vars);
  keepOutput(turn, activation, outcome.output);
  if (!outcome.undone) keepForUndoing(turn, activation);
  leave(turn, answered(activation), {
    step: outcome.to,
    branch: activation.branch,
    ...inherited(activation),
  });
}

/** An activation of which nothing is out: it answered before anything was sent, or after its outcome had come. */
function answered(activation: Activation): Activation {
  return activation.phase === "executing" ? { ...activation, heard: true } : activation;
}

/**
 * Keeps what a compensation will need, in the order in which steps were completed. A visit is completed once: one whose
 * branch could not end with what it gave may be completed again by a person.
 */
function noteCompletion(turn: Turn, { key, step, branch }: Activation) {
  const { draft } = turn;
  if (stepOf(turn, step).compensate === undefined || draft.ending) return;
  const before = draft.completed.find((one) => one.key === key) ?? { key, step, branch };
  draft.completed = [...draft.completed.filter((one) => one !== before), before];
}

/** Keeps what a completed step gave for its compensation. */
function keepForUndoing(turn: Turn, { key, step, branch }: Activation) {
  const { draft } = turn;
  const output = recordOf(turn, branch, step)?.output;
  const last = draft.completed.at(-1);
  if (output === undefined || last?.key !== key || draft.ending) return;
  grow(turn, jsonSize(output) - jsonSize(last.output));
  draft.completed = [...draft.completed.slice(0, -1), { key, step, branch, output }];
}

/** The error that led into a branch stays in scope along it. */
function inherited({ error }: Activation): { error?: Failure } {
  return error ? { error } : {};
}

function execute(turn: Turn, activation: Activation, outcome: Outcome & { do: "execute" }) {
  const { where, timeoutMs } = outcome;
  // A repeated attempt repeats the request: what was sent under an idempotency key must not change.
  const request = (activation.request as typeof outcome.request | undefined) ?? outcome.request;
  if (activation.request === undefined) grow(turn, checkSize(request, "The request"));
  putActivation(turn, { ...activation, phase: "executing", request });
  const { key, attempt, step, visit, branch, edition } = activation;
  const place = branch === "" ? "" : `/${branch}`;
  turn.effects.push({
    type: "executeStep",
    key,
    attempt,
    kind: stepOf(turn, step).kind,
    where,
    request,
    idempotencyKey: `${turn.draft.runId}/${step}/${visit}${place}${edition ? `/edit-${edition}` : ""}`,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

function startChild(turn: Turn, activation: Activation, outcome: Outcome & { do: "startChild" }) {
  const { workflow, version, input, timeoutMs } = outcome;
  checkSize(input, "The input of the workflow");
  const dueAt = timeoutMs === undefined ? undefined : turn.at + timeoutMs;
  rest(turn, activation, { for: "child", workflow }, "timeout", dueAt);
  const { key, attempt } = activation;
  turn.effects.push({
    type: "startChild",
    key,
    attempt,
    workflow,
    ...(version === undefined ? {} : { version }),
    input,
  });
}

/** Takes an activation away and sends the run on from it. */
export function leave(turn: Turn, activation: Activation, arrival: Arrival) {
  if (arrival.step === JOIN) return branchEnds(turn, activation);
  drop(turn, activation, "step_over");
  turn.arrivals.push({ ...arrival, from: activation.key });
}

/** Lets a failed step have another attempt after a while. */
export function backOff(turn: Turn, activation: Activation, wait: number) {
  const { awaits: _over, heard: _outcome, ...next } = activation;
  const attempt = activation.attempt + 1;
  setTimer(turn, { ...next, attempt, phase: "backoff", since: turn.at }, "retry", turn.at + wait);
}
