/**
 * The machine: `advance(definition, state, event)` gives the next state and what is to be done. Pure: the same event on
 * the same state gives the same result on every host and at every time.
 *
 * One call runs as far as it can: steps that need nothing from outside are passed within it, until every activation
 * waits for something or the run is over. An event that the run does not expect (an old attempt, a timer of a finished
 * step, anything after the end) is answered with `applied: false` and why; it changes nothing and orders nothing.
 * Whatever goes wrong inside a step, expressions included, becomes that step's failure. Only the impossible throws.
 */
import { keepTime } from "./clock";
import { checkSize } from "./context";
import { type DecisionRefusal, decide } from "./decisions";
import type { Definition } from "./definition";
import type { Effect } from "./effects";
import { finish, goOnEnding } from "./endings";
import type {
  EventReceived,
  RunCancelled,
  RunEvent,
  RunForked,
  RunStarted,
  SignalReceived,
  TimerFired,
} from "./events";
import { MAX_EVENTS, MAX_STEPS_PER_EVENT, REMEMBERED_SIGNALS, UNITS_PER_EVENT } from "./limits";
import { enter, enterStuck } from "./machine";
import { eventSize, keepForLater, markSettled, unmark } from "./pause";
import { applyToStep, refuseForStep, type StepRefusal } from "./react";
import { continueFork } from "./reissue";
import { hasEnded, type KeptEvent, type KeptSignal, RUN_KEY, type RunState } from "./state";
import { StepFailure } from "./step";
import { type Entry, grow, openTurn, type Turn } from "./turn";
import { takeLateOutcome } from "./unsure";
import { offerSignal, signalSize } from "./waits";

/** Why an event was not applied. */
export type Refusal =
  | StepRefusal
  | DecisionRefusal
  | "already_started"
  | "run_ended"
  | "run_ending"
  | "run_paused"
  | "already_paused"
  | "not_paused"
  | "signal_known"
  | "signal_too_large";

export type Advance =
  | { state: RunState; effects: readonly Effect[]; applied: true; entries: readonly Entry[] }
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
  const { runId, workflow, at, timeoutMs } = event;
  const empty: RunState = {
    runId,
    workflow,
    status: "running",
    startedAt: at,
    input: null,
    vars: {},
    steps: {},
    scopes: {},
    active: {},
    signals: [],
    signalsSeen: [],
    completed: [],
    entered: 0,
    events: 0,
    bytes: 0,
  };
  const turn = openTurn(definition, empty, at);
  try {
    grow(turn, checkSize(event.input, "The input"));
    turn.draft.input = event.input;
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    finish(turn, { status: "failed", error: { message: error.message, code: error.code } });
    return turn;
  }
  if (timeoutMs !== undefined) turn.draft.clock = { starts: 0, left: timeoutMs };
  turn.arrivals.push({ step: definition.start, branch: "" });
  return turn;
}

/** Enters steps until everything waits, and gives the turn's result. */
function close(turn: Turn): Advance {
  enterAll(turn);
  const { draft } = turn;
  draft.events += 1;
  if (draft.events >= MAX_EVENTS && !turn.ended && !draft.ending) {
    const message = `The run has more than ${MAX_EVENTS} events in its history`;
    finish(turn, { status: "failed", error: { message, code: "history_too_long" } });
    enterAll(turn);
  }
  if (!turn.ended) {
    keepTime(turn);
    draft.status = statusOf(turn);
  }
  return { state: draft, effects: turn.effects, applied: true, entries: turn.entries };
}

function statusOf({ draft }: Turn): RunState["status"] {
  const open = Object.values(draft.active);
  // It waits for the outcome of what is to be undone.
  if (open.length === 0 && draft.ending) return "running";
  if (open.length === 0) throw new Error(`Run ${draft.runId} neither waits for anything nor has it ended`);
  if (open.some(({ phase }) => phase === "stuck")) return "stuck";
  return open.some(({ phase }) => phase === "executing") ? "running" : "waiting";
}

function enterAll(turn: Turn) {
  let entered = 0;
  for (let arrival = turn.arrivals.shift(); arrival && !turn.ended; arrival = turn.arrivals.shift()) {
    if (++entered <= MAX_STEPS_PER_EVENT) enter(turn, arrival);
    else {
      const message = `The run entered ${MAX_STEPS_PER_EVENT} steps without waiting for anything`;
      const error = { message, code: "too_many_steps", step: arrival.step };
      if (turn.draft.ending) enterStuck(turn, arrival, error);
      else finish(turn, { status: "failed", error });
      entered = 0;
    }
  }
}

function apply(turn: Turn, event: Exclude<RunEvent, RunStarted>): Refusal | undefined {
  const { paused } = turn.draft;
  switch (event.type) {
    case "run.cancelled":
      return applyCancel(turn, event);
    case "run.paused":
      if (paused) return "already_paused";
      turn.draft.paused = { since: turn.at, kept: [] };
      return undefined;
    case "run.resumed":
      return paused ? resume(turn) : "not_paused";
    case "run.retried":
    case "run.skipped":
    case "run.failed":
      return paused ? "run_paused" : decide(turn, event);
    case "run.forked":
      return applyFork(turn, event);
    case "signal.received":
      return applySignal(turn, event);
    case "timer.fired":
      if (event.key === RUN_KEY) return applyTimeout(turn, event);
      break;
  }
  if (takeLateOutcome(turn, event)) return undefined;
  const refused = refuseForStep(turn, event);
  if (refused) return refused;
  if (!paused) return applyToStep(turn, event);
  if (event.type === "event.received" && paused.kept.some((kept) => isSame(kept, event)))
    return "not_awaited";
  if (!keepForLater(turn, event)) return "signal_too_large";
  markSettled(turn, event);
  return undefined;
}

/** An event of the workspace settles nothing by coming, so a second delivery is told by its id. */
function isSame(kept: KeptEvent, { key, eventId }: EventReceived): boolean {
  return kept.type === "event.received" && kept.key === key && kept.eventId === eventId;
}

/** What the other run had kept is applied first; what that orders was ordered for the other run. */
function applyFork(turn: Turn, event: RunForked): undefined {
  if (turn.draft.paused) resume(turn);
  const end = turn.effects.filter(({ type }) => turn.ended && type === "finishRun");
  turn.effects.splice(0, turn.effects.length, ...end);
  if (!turn.ended) continueFork(turn, event);
}

function applyCancel(turn: Turn, event: RunCancelled): Refusal | undefined {
  if (turn.draft.ending) return "run_ending";
  finish(turn, {
    status: "cancelled",
    error: { message: event.reason.slice(0, 5_000), code: "run_cancelled" },
  });
  return undefined;
}

/** The run's own time is up. */
function applyTimeout(turn: Turn, { timer, attempt }: TimerFired): Refusal | undefined {
  const { clock } = turn.draft;
  if (clock?.dueAt === undefined || timer !== "timeout") return "timer_not_set";
  if (attempt !== undefined && attempt !== clock.starts) return "old_attempt";
  // It has fired, so that there is nothing to clear.
  delete turn.draft.clock;
  const message = "The run did not end within its time";
  finish(turn, { status: "failed", error: { message, code: "run_timeout" } });
  return undefined;
}

/** Gives a signal to the oldest activation that waits for it, or keeps it. */
function applySignal(turn: Turn, event: SignalReceived): Refusal | undefined {
  const { signalId, name, correlation, at } = event;
  const { draft } = turn;
  if (draft.signalsSeen.includes(signalId)) return "signal_known";
  const correlated = correlation === undefined ? {} : { correlation };
  const signal: KeptSignal = { signalId, name, ...correlated, data: event.data ?? null, at };
  const seen = [...draft.signalsSeen.slice(1 - REMEMBERED_SIGNALS), signalId];
  try {
    checkSize(signal.data, "The signal");
    if (draft.paused) {
      if (!keepForLater(turn, event)) return "signal_too_large";
    } else if (!offerSignal(turn, signal)) {
      grow(turn, signalSize(signal));
      draft.signals = [...draft.signals, signal];
    }
  } catch (error) {
    if (error instanceof StepFailure) return "signal_too_large";
    throw error;
  }
  draft.signalsSeen = seen;
  return undefined;
}

/** Applies what came while the run was paused, in its order; what has become late is recognised as ever. */
function resume(turn: Turn): undefined {
  const { draft } = turn;
  turn.kept.push(...(draft.paused?.kept ?? []));
  delete draft.paused;
  for (let event = turn.kept.shift(); event; event = turn.kept.shift()) {
    draft.bytes -= eventSize(event);
    if (turn.ended) continue;
    turn.units = UNITS_PER_EVENT;
    applyKept(turn, event);
    enterAll(turn);
  }
  goOnEnding(turn);
}

function applyKept(turn: Turn, event: KeptEvent) {
  const { draft } = turn;
  if (event.type === "signal.received") {
    draft.signalsSeen = draft.signalsSeen.filter((id) => id !== event.signalId);
    applySignal(turn, event);
  } else {
    unmark(turn, event);
    if (!refuseForStep(turn, event)) applyToStep(turn, event);
  }
}
