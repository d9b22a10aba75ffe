/** What the keys of events mean: the activation, and which of several things it waits for. */
import { own } from "./json";
import type { Activation, RunState } from "./state";

/** Where an event belongs. */
export interface Place {
  activation: Activation;
  /** Which of several that it waits for. */
  alternative?: number;
}

/** The activation of a key, and which of its alternatives a key such as `ask#1!0` names. */
export function placeOf(state: Pick<RunState, "active">, key: string): Place | undefined {
  const activation = own(state.active, key);
  if (activation) return { activation };
  const [, whole = "", index = "", attempt = "1"] = /^(.+)!(\d+)(?:\.(\d+))?$/.exec(key) ?? [];
  const several = own(state.active, whole);
  if (several?.awaits?.for !== "first" || Number(index) >= several.awaits.of.length) return undefined;
  if (Number(attempt) !== several.attempt) return undefined;
  return { activation: several, alternative: Number(index) };
}

/** True when the key names a visit that was made, as far as the run still remembers. */
export function isOver(state: RunState, key: string): boolean {
  const [, step = "", visit = "", scope = ""] = /^([^#@!]+)#(\d+)(?:@([^!]+))?(?:![\d.]+)?$/.exec(key) ?? [];
  if (Number(visit) < 1) return false;
  if (scope === "") return Number(visit) <= (own(state.steps, step)?.visits ?? 0);
  const known = own(state.scopes, scope);
  if (known) return Number(visit) <= (own(known.steps, step)?.visits ?? 0);
  // The branch is gone: it was one if its fork was, or is, under way.
  const fork = scope.slice(0, scope.lastIndexOf("."));
  return own(state.active, fork) !== undefined || isOver(state, fork);
}
