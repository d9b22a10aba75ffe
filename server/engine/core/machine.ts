/**
 * What steps answer, turned into state and effects. All bookkeeping that no step kind may get wrong is here: visits,
 * attempts, timers set and cleared, tasks closed, outputs kept, the end of the run.
 */
import { checkSize, StepContext } from "./context";
import { kindOf } from "./definition";
import type { FinishRun } from "./effects";
import { EvaluationError } from "./expressions";
import { jsonSize, own } from "./json";
import { DEFAULT_MAX_VISITS } from "./limits";
import { retryDelay } from "./retry";
import { type Activation, type Awaits, activations, type Failure } from "./state";
import { type CommonStep, type Outcome, StepFailure } from "./step";
import {
  type Arrival,
  dropActivation,
  grow,
  keepOutput,
  keepVars,
  putActivation,
  putRecord,
  type Turn,
} from "./turn";

/** What is kept of a failure's message; a whole response body may come as one. */
const LONGEST_MESSAGE = 5_000;

/** Enters a step: a new visit, its first attempt. */
export function enter(turn: Turn, { step: id, branch, error }: Arrival) {
  const step = stepOf(turn, id);
  const record = own(turn.draft.steps, id);
  const visit = (record?.visits ?? 0) + 1;
  const most = step.maxVisits ?? DEFAULT_MAX_VISITS;
  if (visit > most) {
    const message = `Step "${id}" was entered more than ${most} times`;
    finish(turn, { status: "failed", error: { message, code: "too_many_visits", step: id } });
    return;
  }
  putRecord(turn, id, { ...record, visits: visit });
  turn.draft.entered += 1;
  goOn(turn, {
    key: `${id}#${visit}`,
    step: id,
    visit,
    attempt: 1,
    phase: "executing",
    order: turn.draft.entered,
    branch,
    enteredAt: turn.at,
    since: turn.at,
    timers: {},
    ...(error ? { error } : {}),
  });
}

/** Makes the present attempt of an activation. */
export function goOn(turn: Turn, activation: Activation) {
  const step = stepOf(turn, activation.step);
  settle(turn, activation, () => kindOf(step).enter(new StepContext(turn, activation), step));
}

/** Carries out what a step answers. A failure on the way, in the step or in keeping its output, fails the step. */
export function settle(turn: Turn, activation: Activation, answer: () => Outcome | undefined): undefined {
  try {
    const outcome = answer();
    if (!outcome) throw new Error(`Step "${activation.step}" has no answer to what happened`);
    carryOut(turn, activation, outcome);
  } catch (error) {
    if (!(error instanceof StepFailure || error instanceof EvaluationError)) throw error;
    abort(turn, activation, { message: error.message, code: error.code, step: activation.step }, false);
  }
}

function carryOut(turn: Turn, activation: Activation, outcome: Outcome) {
  switch (outcome.do) {
    case "next":
      if (outcome.vars) keepVars(turn, outcome.vars);
      keepOutput(turn, activation.step, outcome.output);
      return leave(turn, activation, {
        step: outcome.to,
        branch: activation.branch,
        ...inherited(activation),
      });
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
    case "end": {
      const output = outcome.output ?? null;
      grow(turn, checkSize(output, "The run's output"));
      return finish(turn, { status: "completed", output });
    }
    case "fail": {
      const message = outcome.message.slice(0, LONGEST_MESSAGE);
      const { code } = outcome;
      return finish(turn, { status: "failed", error: { message, code, step: activation.step } });
    }
  }
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
  const { key, attempt, step, visit } = activation;
  turn.effects.push({
    type: "executeStep",
    key,
    attempt,
    kind: stepOf(turn, step).kind,
    where,
    request,
    idempotencyKey: `${turn.draft.runId}/${step}/${visit}`,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

function awaitSignal(
  turn: Turn,
  activation: Activation,
  { name, timeoutMs }: Outcome & { do: "awaitSignal" },
) {
  const signal = turn.draft.signals.find((kept) => kept.name === name);
  if (!signal) {
    const dueAt = timeoutMs === undefined ? undefined : turn.at + timeoutMs;
    return rest(turn, activation, { for: "signal", name }, "timeout", dueAt);
  }
  turn.draft.signals = turn.draft.signals.filter((kept) => kept !== signal);
  grow(turn, -jsonSize(signal.data) - name.length);
  const step = stepOf(turn, activation.step);
  settle(turn, activation, () => kindOf(step).onSignal?.(new StepContext(turn, activation), step, signal));
}

/** Lets an activation wait, with a timer when it does not wait for ever. */
function rest(turn: Turn, activation: Activation, awaits: Awaits, timer?: string, dueAt?: number) {
  const waiting: Activation = { ...activation, phase: "waiting", since: turn.at, awaits };
  if (timer === undefined || dueAt === undefined) putActivation(turn, waiting);
  else setTimer(turn, waiting, timer, dueAt);
}

function setTimer(turn: Turn, activation: Activation, timer: string, dueAt: number) {
  const { key, attempt, timers } = activation;
  putActivation(turn, { ...activation, timers: { ...timers, [timer]: dueAt } });
  turn.effects.push({ type: "setTimer", key, timer, attempt, dueAt });
}

/** Fails the present attempt: another one later, or the step's failure. */
export function abort(turn: Turn, activation: Activation, reported: Failure, retryable: boolean) {
  const step = stepOf(turn, activation.step);
  const failure = { ...reported, message: reported.message.slice(0, LONGEST_MESSAGE) };
  let last = failure;
  if (retryable && step.retry && activation.attempt < step.retry.attempts) {
    try {
      const wait = retryDelay(new StepContext(turn, activation), step.retry, turn.draft.runId);
      const { awaits: _over, ...next } = withoutTimers(turn, activation);
      const attempt = activation.attempt + 1;
      setTimer(turn, { ...next, attempt, phase: "backoff", since: turn.at }, "retry", turn.at + wait);
      noteFailure(turn, failure);
      return;
    } catch (error) {
      if (!(error instanceof StepFailure || error instanceof EvaluationError)) throw error;
      last = { message: error.message, code: error.code, step: activation.step };
    }
  }
  noteFailure(turn, last);
  if (step.onError === undefined) finish(turn, { status: "failed", error: last }, activation);
  else leave(turn, activation, { step: step.onError, branch: activation.branch, error: last });
}

function noteFailure(turn: Turn, failure: Failure) {
  const id = failure.step ?? "";
  putRecord(turn, id, { ...(own(turn.draft.steps, id) ?? { visits: 1 }), error: failure });
}

/** Takes an activation away and sends the run on from it. */
function leave(turn: Turn, activation: Activation, arrival: Arrival) {
  drop(turn, activation);
  turn.arrivals.push(arrival);
}

function drop(turn: Turn, activation: Activation) {
  withoutTimers(turn, activation);
  if (activation.request !== undefined) grow(turn, -jsonSize(activation.request));
  dropActivation(turn, activation.key);
}

function withoutTimers(turn: Turn, activation: Activation): Activation {
  for (const timer of Object.keys(activation.timers).sort()) {
    turn.effects.push({ type: "clearTimer", key: activation.key, timer });
  }
  return { ...activation, timers: {} };
}

/**
 * Ends the run and closes all that is open: timers cleared, tasks closed.
 * @param failed the activation whose failure ends it; its task, if it had one, is closed already
 */
export function finish(turn: Turn, ending: Omit<FinishRun, "type">, failed?: Activation) {
  for (const activation of activations(turn.draft)) {
    if (activation.awaits?.for === "task" && activation.key !== failed?.key) {
      turn.effects.push({ type: "closeTask", key: activation.key, reason: `run_${ending.status}` });
    }
    drop(turn, activation);
  }
  turn.arrivals.length = 0;
  turn.ended = true;
  Object.assign(turn.draft, ending, { endedAt: turn.at });
  turn.effects.push({ type: "finishRun", ...ending });
}

function stepOf(turn: Turn, id: string): CommonStep {
  const step = own(turn.definition.steps, id);
  if (!step) throw new Error(`The definition has no step "${id}"`);
  return step;
}
