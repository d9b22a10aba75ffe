/** What a run waits for, for people and programs that ask why it does not go on. */
import { waysOn } from "./decisions";
import type { Definition } from "./definition";
import { own } from "./json";
import { alternativeKey } from "./release";
import { type Activation, type Alternative, activations, type Failure, type RunState } from "./state";
import type { CommonStep } from "./step";

/** One thing that a run waits for. Moments are epoch milliseconds. */
export interface Waiting {
  key: string;
  step: string;
  kind: string;
  attempt: number;
  for: "task" | "signal" | "time" | "execution" | "retry" | "child" | "event" | "decision";
  since: number;
  /** When it goes on by itself at the latest, if it does. */
  until?: number;
  /** The name of the signal or event. */
  signal?: string;
  /** Of a step that is stuck: why, and where a person who skips it may go on. */
  failure?: Failure;
  ways?: readonly string[];
  /** The same in words. */
  reason: string;
}

/** Everything a run waits for, oldest first; nothing once it has ended. Forks wait for what their branches wait for. */
export function waitingFor(state: RunState, definition: Definition): Waiting[] {
  const waiting = activations(state).flatMap((activation) => {
    const kind = own(definition.steps, activation.step)?.kind ?? "unknown";
    if (activation.awaits?.for === "branches") return [];
    if (activation.awaits?.for === "first") return firstOf(activation, activation.awaits.of, kind);
    return [single(activation, kind, own(definition.steps, activation.step))];
  });
  return waiting.length === 0 && state.ending ? lateOutcomes(state, definition) : waiting;
}

/** Of a run that is about to end: what it has to know before it can undo it. */
function lateOutcomes({ completed }: RunState, definition: Definition): Waiting[] {
  return completed.slice(-1).flatMap(({ key, step, awaited }) => {
    if (!awaited) return [];
    const kind = own(definition.steps, step)?.kind ?? "unknown";
    const reason = `Step "${step}" was under way when the run ended, and is undone once its outcome is known`;
    return [
      {
        key,
        step,
        kind,
        attempt: awaited.attempt,
        for: awaited.of === "child" ? ("child" as const) : ("execution" as const),
        since: awaited.since,
        reason,
      },
    ];
  });
}

function single(activation: Activation, kind: string, written: CommonStep | undefined): Waiting {
  const { key, step, attempt, since, awaits, timers, failure } = activation;
  const until = Object.values(timers).sort((one, other) => one - other)[0];
  return {
    key,
    step,
    kind,
    attempt,
    for: whatFor(activation),
    since,
    ...(until === undefined ? {} : { until }),
    ...(awaits?.for === "signal" ? { signal: awaits.name } : {}),
    ...(failure ? { failure, ways: written ? waysOn(written) : [] } : {}),
    reason: reasonOf(activation, kind),
  };
}

/** One entry for each of several that can still come. */
function firstOf(activation: Activation, of: readonly Alternative[], kind: string): Waiting[] {
  const { step, attempt, since } = activation;
  return of.flatMap((one, index): Waiting[] => {
    if (one.for === "task" && one.over) return [];
    const common = { key: alternativeKey(activation, index), step, kind, attempt, since };
    const last = "and goes on with whatever is first";
    switch (one.for) {
      case "task":
        return [{ ...common, for: "task", reason: `Step "${step}" waits for a person, ${last}` }];
      case "time":
        return [
          { ...common, for: "time", until: one.dueAt, reason: `Step "${step}" waits for a time, ${last}` },
        ];
      default: {
        const reason = `Step "${step}" waits for the ${one.for} "${one.name}", ${last}`;
        return [{ ...common, for: one.for, signal: one.name, reason }];
      }
    }
  });
}

function whatFor({ phase, awaits }: Activation): Waiting["for"] {
  if (phase === "stuck") return "decision";
  if (phase === "backoff") return "retry";
  if (phase === "executing" || !awaits) return "execution";
  return awaits.for === "branches" || awaits.for === "first" ? "execution" : awaits.for;
}

function reasonOf(activation: Activation, kind: string): string {
  const { step, attempt, awaits, failure } = activation;
  switch (whatFor(activation)) {
    case "task":
      return `Step "${step}" waits for a person to complete its task`;
    case "signal":
      return `Step "${step}" waits for the signal "${awaits?.for === "signal" ? awaits.name : ""}"`;
    case "time":
      return `Step "${step}" waits until it is time`;
    case "child":
      return `Step "${step}" waits for its run of "${awaits?.for === "child" ? awaits.workflow : ""}" to end`;
    case "retry":
      return `Step "${step}" failed and waits for attempt ${attempt}`;
    case "decision":
      return `Step "${step}" failed, and waits for somebody to decide: ${failure?.message ?? ""}`;
    default:
      return `Step "${step}" (${kind}) is being executed, attempt ${attempt}`;
  }
}
