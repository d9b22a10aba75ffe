/** What a run waits for, for people and programs that ask why it does not go on. */
import type { Definition } from "./definition";
import { own } from "./json";
import { type Activation, activations, type RunState } from "./state";

/** One thing that a run waits for. Moments are epoch milliseconds. */
export interface Waiting {
  key: string;
  step: string;
  kind: string;
  attempt: number;
  for: "task" | "signal" | "time" | "execution" | "retry";
  since: number;
  /** When it goes on by itself at the latest, if it does. */
  until?: number;
  /** The name of the signal. */
  signal?: string;
  /** The same in words. */
  reason: string;
}

/** Everything a run waits for, oldest first; nothing once it has ended. */
export function waitingFor(state: RunState, definition: Definition): Waiting[] {
  return activations(state).map((activation) => {
    const { key, step, attempt, since, awaits, timers } = activation;
    const kind = own(definition.steps, step)?.kind ?? "unknown";
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
      reason: reasonOf(activation, kind),
    };
  });
}

function whatFor({ phase, awaits }: Activation): Waiting["for"] {
  if (phase === "backoff") return "retry";
  return phase === "executing" || !awaits ? "execution" : awaits.for;
}

function reasonOf(activation: Activation, kind: string): string {
  const { step, attempt, awaits } = activation;
  switch (whatFor(activation)) {
    case "task":
      return `Step "${step}" waits for a person to complete its task`;
    case "signal":
      return `Step "${step}" waits for the signal "${awaits?.for === "signal" ? awaits.name : ""}"`;
    case "time":
      return `Step "${step}" waits until it is time`;
    case "retry":
      return `Step "${step}" failed and waits for attempt ${attempt}`;
    default:
      return `Step "${step}" (${kind}) is being executed, attempt ${attempt}`;
  }
}
