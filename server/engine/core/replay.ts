/** History is the truth: the state of a run is the fold of its events, now or at any point of its past. */
import { advance } from "./advance";
import type { Definition } from "./definition";
import type { RunEvent } from "./events";
import type { RunState } from "./state";

/** The state after the events, in their order; null when there are none. Effects are not repeated. */
export function replay(definition: Definition, events: Iterable<RunEvent>): RunState | null {
  let state: RunState | null = null;
  for (const event of events) state = advance(definition, state, event).state;
  return state;
}
