/** Drives one run by hand, for tests of single steps: starts a definition's steps and sends events one by one. */
import { type Advance, advance } from "../advance";
import { checkDefinition, type Definition } from "../definition";
import type { Effect } from "../effects";
import type { RunEvent } from "../events";
import type { Json } from "../json";
import type { RunState } from "../state";
import { deepFreeze } from "./world";

/** 2026-01-01T00:00:00.000Z, when every driven run starts. */
export const START = 1_767_225_600_000;

type EventBody = RunEvent extends infer Event ? (Event extends RunEvent ? Omit<Event, "at"> : never) : never;

export interface Driver {
  readonly definition: Definition;
  readonly state: RunState;
  /** What the last event ordered. */
  readonly effects: readonly Effect[];
  /** Sends an event `after` milliseconds since the start. */
  send(event: EventBody, after?: number): Advance;
}

/**
 * Starts a run at the first of the steps. `done` and `broken` are there to go to.
 * @param more what else the definition says; failures end the run unless it says otherwise
 * @throws when they are not valid
 */
export function drive(steps: Record<string, object>, input: Json = {}, more: object = {}): Driver {
  const ends = { done: { kind: "end" }, broken: { kind: "fail", error: "${error.code}: ${error.message}" } };
  const checked = checkDefinition({
    title: "Test",
    onFailure: "fail",
    ...more,
    start: Object.keys(steps)[0],
    steps: { ...ends, ...steps },
  });
  if (!checked.ok)
    throw new Error(checked.problems.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  const definition = deepFreeze(checked.definition);
  let last = advance(definition, null, {
    type: "run.started",
    at: START,
    runId: "r1",
    workflow: "test",
    input,
  });
  return {
    definition,
    get state() {
      return last.state;
    },
    get effects() {
      return last.effects;
    },
    send(event, after = 0) {
      last = advance(definition, deepFreeze(last.state), { ...event, at: START + after } as RunEvent);
      return last;
    },
  };
}
