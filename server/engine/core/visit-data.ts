/** What went into one visit of a step and what came out, as its history tells it. */
import { advance } from "./advance";
import type { Definition } from "./definition";
import type { RunEvent } from "./events";
import { type Json, own } from "./json";
import type { RunState } from "./state";
import { type Visit, visitKey } from "./trace";

/**
 * The resolved request of a visit, and its output. A step that takes no time and was entered again by the same event
 * shows its last output of that event.
 */
export function visitData(
  definition: Definition,
  events: Iterable<RunEvent>,
  { key, step, left, end }: Visit,
): { request?: Json | undefined; output?: Json | undefined } {
  let state: RunState | null = null;
  let seq = 0;
  let request: Json | undefined;
  for (const event of events) {
    seq += 1;
    const before: RunState | null = state;
    state = advance(definition, before, event).state;
    request = own(state.active, key)?.request ?? request;
    if (seq !== left?.seq) continue;
    if (end !== "done" && end !== "skipped") return { request };
    const isEnd = own(definition.steps, step)?.kind === "end";
    return {
      request,
      output: isEnd ? state.output : (ownOutput(event, key) ?? own(state.steps, step)?.output),
    };
  }
  return { request };
}

function ownOutput(event: RunEvent, key: string): Json | undefined {
  return "key" in event && visitKey(event.key) === key && "output" in event ? event.output : undefined;
}
