/** What the events of steps do: first whether a step expects them, then what its kind answers. */
import { StepContext } from "./context";
import { kindOf } from "./definition";
import type { EventReceived, StepEvent, StepFailed } from "./events";
import { EvaluationError } from "./expressions";
import { abort } from "./failures";
import { own } from "./json";
import { goOn, settle } from "./machine";
import { markSettled } from "./pause";
import { isOver, placeOf } from "./places";
import type { Activation } from "./state";
import { type Outcome, StepFailure } from "./step";
import { putActivation, stepOf, type Turn } from "./turn";

/** Why an event of a step was not applied. */
export type StepRefusal =
  | "unknown_activation"
  | "activation_over"
  | "old_attempt"
  | "not_awaited"
  | "timer_not_set"
  | "not_matched";

/** Why the run does not expect the event, if it doesn't. */
export function refuseForStep(turn: Turn, event: StepEvent): StepRefusal | undefined {
  const place = placeOf(turn.draft, event.key);
  if (!place) return isOver(turn.draft, event.key) ? "activation_over" : "unknown_activation";
  const { activation, alternative } = place;
  if ("attempt" in event && event.attempt !== undefined && event.attempt !== activation.attempt)
    return "old_attempt";
  if (event.type === "timer.fired")
    return own(activation.timers, event.timer) === undefined ? "timer_not_set" : undefined;
  if (!expects(activation, event, alternative)) return "not_awaited";
  if (event.type === "event.received" && alternative !== undefined)
    return filter(turn, activation, event, alternative);
  return undefined;
}

function expects(activation: Activation, event: StepEvent, alternative: number | undefined): boolean {
  const { phase, heard, awaits } = activation;
  const isOut = phase === "executing" && !heard && alternative === undefined;
  const awaited = awaits?.for === "first" && alternative !== undefined ? awaits.of[alternative] : awaits;
  const asked = awaited && "over" in awaited && awaited.over ? undefined : awaited?.for;
  switch (event.type) {
    case "step.succeeded":
      return isOut;
    case "step.failed":
      return isOut || asked === "task" || asked === "child";
    case "child.finished":
      return asked === "child";
    case "event.received":
      return asked === "event" && awaited?.for === "event" && awaited.name === event.name;
    default:
      return asked === "task";
  }
}

/** An event is refused when its filter says so; when the filter itself fails, the step will. */
function filter(
  turn: Turn,
  activation: Activation,
  event: EventReceived,
  alternative: number,
): StepRefusal | undefined {
  const step = stepOf(turn, activation.step);
  try {
    const accepted = kindOf(step).accepts?.(contextOf(turn, activation, event), step, alternative) ?? false;
    return accepted ? undefined : "not_matched";
  } catch (error) {
    if (error instanceof StepFailure || error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function contextOf(turn: Turn, activation: Activation, event: EventReceived): StepContext {
  const { name, data, eventId } = event;
  return new StepContext(turn, activation, { id: eventId, name, data });
}

/** Lets the step that expects an event react to it. */
export function applyToStep(turn: Turn, event: StepEvent): undefined {
  const alternative = placeOf(turn.draft, event.key)?.alternative;
  const activation = markSettled(turn, event);
  if (!activation) throw new Error(`Nothing expects ${event.type} for "${event.key}"`);
  if (event.type === "step.failed") return applyFailure(turn, activation, event);
  if (event.type === "timer.fired" && activation.phase === "backoff") {
    goOn(turn, { ...activation, phase: "executing", since: turn.at });
    return undefined;
  }
  settle(turn, activation, () => react(turn, activation, event, alternative));
}

function react(
  turn: Turn,
  activation: Activation,
  event: Exclude<StepEvent, StepFailed>,
  alternative: number | undefined,
): Outcome | undefined {
  const step = stepOf(turn, activation.step);
  const kind = kindOf(step);
  const ctx = new StepContext(turn, activation);
  switch (event.type) {
    case "step.succeeded":
      return kind.onSucceeded?.(ctx, step, event.output);
    case "timer.fired":
      return kind.onTimer?.(ctx, step, event);
    case "child.finished":
      return kind.onChild?.(ctx, step, event);
    case "event.received": {
      const seen = contextOf(turn, activation, event);
      // Says it again where the filter failed, as the failure of the step this time.
      kind.accepts?.(seen, step, alternative ?? 0);
      return kind.onEvent?.(seen, step, event, alternative ?? 0);
    }
    default:
      return kind.onTask?.(ctx, step, event, alternative);
  }
}

function applyFailure(turn: Turn, activation: Activation, { error }: StepFailed): undefined {
  const { message, code = "step_failed", retryable = true, retryAfterMs, unknown } = error;
  const failed: Activation = unknown ? { ...activation, unsure: true } : activation;
  putActivation(turn, failed);
  abort(turn, failed, { message, code, step: activation.step }, retryable, retryAfterMs);
}
