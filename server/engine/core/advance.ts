/**
 * The machine: `advance(definition, state, event)` gives the next state and what is to be done. Pure: the same event on
 * the same state gives the same result on every host and at every time.
 *
 * One call runs as far as it can: steps that need nothing from outside are passed within it, until every activation
 * waits for something or the run is over. An event that the run does not expect (an old attempt, a timer of a finished
 * step, anything after the end) is answered with `applied: false` and why; it changes nothing and orders nothing.
 * Whatever goes wrong inside a step, expressions included, becomes that step's failure. Only the impossible throws.
 */
import { checkSize, StepContext } from "./context";
import { type Definition, kindOf } from "./definition";
import type { Effect } from "./effects";
import type {
  RunCancelled,
  RunEvent,
  RunStarted,
  SignalReceived,
  StepEvent,
  StepFailed,
  TimerFired,
} from "./events";
import { jsonSize, own } from "./json";
import { MAX_STEPS_PER_EVENT, REMEMBERED_SIGNALS } from "./limits";
import { abort, enter, finish, goOn, settle } from "./machine";
import { type Activation, activations, hasEnded, type KeptSignal, type RunState } from "./state";
import { StepFailure, type StepKind } from "./step";
import { grow, openTurn, putActivation, type Turn } from "./turn";

/** Why an event was not applied. */
export type Refusal =
  | "already_started"
  | "run_ended"
  | "unknown_activation"
  | "activation_over"
  | "old_attempt"
  | "not_awaited"
  | "timer_not_set"
  | "signal_known"
  | "signal_too_large";

export type Advance =
  | { state: RunState; effects: readonly Effect[]; applied: true }
  | { state: RunState; effects: readonly Effect[]; applied: false; reason: Refusal };

/**
 * Folds one event into a run.
 * @param state null before `run.started`
 * @throws Error for what can't be: an event before the start, a step that the definition does not have.
 */
export function advance(definition: Definition, state: RunState | null, event: RunEvent): Advance {
  if (event.type === "run.started") {
    if (state) return { state, effects: [], applied: false, reason: "already_started" };
    return close(start(definition, event));
  }
  if (!state) throw new Error(`A run that was never started received ${event.type}`);
  if (hasEnded(state)) return { state, effects: [], applied: false, reason: "run_ended" };
  const turn = openTurn(definition, state, event.at);
  const reason = apply(turn, event);
  return reason ? { state, effects: [], applied: false, reason } : close(turn);
}

function start(definition: Definition, event: RunStarted): Turn {
  const { runId, workflow, at } = event;
  const empty: RunState = {
    runId,
    workflow,
    status: "running",
    startedAt: at,
    input: null,
    vars: {},
    steps: {},
    active: {},
    signals: [],
    signalsSeen: [],
    entered: 0,
    bytes: 0,
  };
  const turn = openTurn(definition, empty, at);
  try {
    grow(turn, checkSize(event.input, "The input"));
    turn.draft.input = event.input;
    turn.arrivals.push({ step: definition.start, branch: "" });
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    finish(turn, { status: "failed", error: { message: error.message, code: error.code } });
  }
  return turn;
}

/** Enters steps until everything waits, and gives the turn's result. */
function close(turn: Turn): Advance {
  let entered = 0;
  for (let arrival = turn.arrivals.shift(); arrival && !turn.ended; arrival = turn.arrivals.shift()) {
    if (++entered > MAX_STEPS_PER_EVENT) {
      const message = `The run entered ${MAX_STEPS_PER_EVENT} steps without waiting for anything`;
      finish(turn, { status: "failed", error: { message, code: "too_many_steps", step: arrival.step } });
      break;
    }
    enter(turn, arrival);
  }
  const open = Object.values(turn.draft.active);
  if (!turn.ended) {
    if (open.length === 0)
      throw new Error(`Run ${turn.draft.runId} neither waits for anything nor has it ended`);
    turn.draft.status = open.some(({ phase }) => phase === "executing") ? "running" : "waiting";
  }
  return { state: turn.draft, effects: turn.effects, applied: true };
}

function apply(turn: Turn, event: Exclude<RunEvent, RunStarted>): Refusal | undefined {
  if (event.type === "run.cancelled") return applyCancel(turn, event);
  if (event.type === "signal.received") return applySignal(turn, event);
  const activation = own(turn.draft.active, event.key);
  if (!activation) return isOver(turn.draft, event.key) ? "activation_over" : "unknown_activation";
  return applyToStep(turn, activation, event);
}

/** True when the key names a visit that was made. */
function isOver(state: RunState, key: string): boolean {
  const [, step = "", visit = ""] = /^(.+)#(\d+)$/.exec(key) ?? [];
  return Number(visit) <= (own(state.steps, step)?.visits ?? 0) && Number(visit) > 0;
}

function applyCancel(turn: Turn, event: RunCancelled): undefined {
  finish(turn, {
    status: "cancelled",
    error: { message: event.reason.slice(0, 5_000), code: "run_cancelled" },
  });
}

function applyToStep(turn: Turn, activation: Activation, event: StepEvent): Refusal | undefined {
  if ("attempt" in event && event.attempt !== undefined && event.attempt !== activation.attempt)
    return "old_attempt";
  const step = own(turn.definition.steps, activation.step);
  if (!step) throw new Error(`The definition has no step "${activation.step}"`);
  const kind = kindOf(step);
  const ctx = new StepContext(turn, activation);
  switch (event.type) {
    case "step.succeeded":
      if (activation.phase !== "executing" || !kind.onSucceeded) return "not_awaited";
      return settle(turn, activation, () => kind.onSucceeded?.(ctx, step, event.output));
    case "step.failed":
      if (activation.phase !== "executing" && activation.awaits?.for !== "task") return "not_awaited";
      return applyFailure(turn, activation, event);
    case "timer.fired":
      return applyTimer(turn, activation, kind, event);
    default:
      if (activation.awaits?.for !== "task" || !kind.onTask) return "not_awaited";
      return settle(turn, activation, () => kind.onTask?.(ctx, step, event));
  }
}

function applyFailure(turn: Turn, activation: Activation, { error }: StepFailed): undefined {
  const { message, code = "step_failed", retryable = true } = error;
  abort(turn, activation, { message, code, step: activation.step }, retryable);
}

function applyTimer(
  turn: Turn,
  activation: Activation,
  kind: StepKind,
  event: TimerFired,
): Refusal | undefined {
  if (own(activation.timers, event.timer) === undefined) return "timer_not_set";
  const { [event.timer]: _fired, ...timers } = activation.timers;
  const fired = { ...activation, timers };
  putActivation(turn, fired);
  if (activation.phase === "backoff") {
    goOn(turn, { ...fired, phase: "executing", since: turn.at });
    return undefined;
  }
  const step = own(turn.definition.steps, activation.step);
  if (!step || !kind.onTimer)
    throw new Error(`A timer of "${activation.step}" is set, but nothing expects it`);
  return settle(turn, fired, () => kind.onTimer?.(new StepContext(turn, fired), step, event));
}

/** Gives a signal to the oldest activation that waits for it, or keeps it. */
function applySignal(turn: Turn, event: SignalReceived): Refusal | undefined {
  const { signalId, name, at } = event;
  const { draft } = turn;
  if (draft.signalsSeen.includes(signalId)) return "signal_known";
  const signal: KeptSignal = { signalId, name, data: event.data ?? null, at };
  try {
    checkSize(signal.data, "The signal");
    const taker = activations(draft).find(({ awaits }) => awaits?.for === "signal" && awaits.name === name);
    if (!taker) {
      grow(turn, jsonSize(signal.data) + name.length);
      draft.signals = [...draft.signals, signal];
    }
    draft.signalsSeen = [...draft.signalsSeen.slice(1 - REMEMBERED_SIGNALS), signalId];
    if (taker) takeSignal(turn, taker, signal);
  } catch (error) {
    if (error instanceof StepFailure) return "signal_too_large";
    throw error;
  }
  return undefined;
}

function takeSignal(turn: Turn, activation: Activation, signal: KeptSignal) {
  const step = own(turn.definition.steps, activation.step);
  if (!step) throw new Error(`The definition has no step "${activation.step}"`);
  const ctx = new StepContext(turn, activation);
  settle(turn, activation, () => kindOf(step).onSignal?.(ctx, step, signal));
}
