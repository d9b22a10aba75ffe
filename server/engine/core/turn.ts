/**
 * A turn: the state of a run while one event is handled. It starts as a shallow copy and copies its parts when they are
 * first changed, so that the state before stays what it was and everything untouched is shared.
 */

import { checkSize } from "./context";
import type { Definition } from "./definition";
import type { Effect } from "./effects";
import { type Json, jsonSize, own } from "./json";
import { MAX_STATE_BYTES, UNITS_PER_EVENT } from "./limits";
import type { Activation, Failure, KeptEvent, RunState, Scope, StepRecord } from "./state";
import { type CommonStep, StepFailure } from "./step";

/** A step that is about to be entered. */
export interface Arrival {
  step: string;
  branch: string;
  error?: Failure;
  /** A person sent it there, which the guard against endless loops does not count. */
  unguarded?: boolean;
  /** The visit that led here, and whether by its failure. */
  from?: string;
  failed?: true;
}

/** A visit that began: what a trace of the run is made of. */
export type Entry = Pick<Arrival, "step" | "branch" | "from" | "failed"> & { key: string; visit: number };

type Draft = { -readonly [key in keyof RunState]: RunState[key] } & {
  steps: { [stepId: string]: StepRecord };
  scopes: { [id: string]: Scope };
  active: { [key: string]: Activation };
};

export interface Turn {
  readonly definition: Definition;
  readonly at: number;
  readonly draft: Draft;
  readonly effects: Effect[];
  readonly arrivals: Arrival[];
  /** Visits begun by this event, in their order. */
  readonly entries: Entry[];
  /** What was kept while the run was paused, and is still to be applied. */
  readonly kept: KeptEvent[];
  /** Expression units that are left for this event. */
  units: number;
  ownsSteps: boolean;
  ownsScopes: boolean;
  ownsActive: boolean;
  ended: boolean;
}

export function openTurn(definition: Definition, state: RunState, at: number): Turn {
  return {
    definition,
    at,
    draft: { ...state },
    effects: [],
    arrivals: [],
    entries: [],
    kept: [],
    units: UNITS_PER_EVENT,
    ownsSteps: false,
    ownsScopes: false,
    ownsActive: false,
    ended: false,
  };
}

/** @throws when there is no such step, which a checked definition rules out */
export function stepOf(turn: Turn, id: string): CommonStep {
  const step = own(turn.definition.steps, id);
  if (!step) throw new Error(`The definition has no step "${id}"`);
  return step;
}

export function putActivation(turn: Turn, activation: Activation) {
  ownActive(turn)[activation.key] = activation;
}

export function dropActivation(turn: Turn, key: string) {
  if (own(turn.draft.active, key)) delete ownActive(turn)[key];
}

function ownActive(turn: Turn) {
  if (!turn.ownsActive) turn.draft.active = { ...turn.draft.active };
  turn.ownsActive = true;
  return turn.draft.active;
}

export function putScope(turn: Turn, id: string, scope: Scope) {
  ownScopes(turn)[id] = scope;
}

export function dropScope(turn: Turn, id: string) {
  if (own(turn.draft.scopes, id)) delete ownScopes(turn)[id];
}

function ownScopes(turn: Turn) {
  if (!turn.ownsScopes) turn.draft.scopes = { ...turn.draft.scopes };
  turn.ownsScopes = true;
  return turn.draft.scopes;
}

/** What a scope remembers of a step. */
export function recordOf(turn: Turn, branch: string, stepId: string): StepRecord | undefined {
  return own(branch === "" ? turn.draft.steps : (own(turn.draft.scopes, branch)?.steps ?? {}), stepId);
}

export function putRecord(turn: Turn, branch: string, stepId: string, record: StepRecord) {
  const scope = branch === "" ? undefined : own(turn.draft.scopes, branch);
  if (scope) {
    putScope(turn, branch, { ...scope, steps: { ...scope.steps, [stepId]: record } });
    return;
  }
  if (!turn.ownsSteps) turn.draft.steps = { ...turn.draft.steps };
  turn.ownsSteps = true;
  turn.draft.steps[stepId] = record;
}

/** Keeps a step's output in place of its last one. @throws StepFailure when it, or the run with it, is too large. */
export function keepOutput(turn: Turn, { step, branch }: Activation, output: Json | undefined) {
  const record: StepRecord = recordOf(turn, branch, step) ?? { visits: 1 };
  const { visits, output: before } = record;
  if (output === undefined && before === undefined && record.error === undefined) return;
  const size = checkSize(output, `The output of step "${step}"`);
  grow(turn, size - jsonSize(before));
  putRecord(turn, branch, step, output === undefined ? { visits } : { visits, output });
}

/** Sets variables. @throws StepFailure as {@link keepOutput} does. */
export function keepVars(turn: Turn, values: { readonly [name: string]: Json }) {
  let size = 0;
  for (const [name, value] of Object.entries(values)) {
    size += checkSize(value, `The variable "${name}"`) + jsonSize(name);
    const before = own(turn.draft.vars, name);
    if (before !== undefined) size -= jsonSize(before) + jsonSize(name);
  }
  grow(turn, size);
  turn.draft.vars = { ...turn.draft.vars, ...values };
}

/** Counts bytes that the run takes more, or less. @throws StepFailure past the limit, counting nothing. */
export function grow(turn: Turn, bytes: number) {
  if (bytes > 0 && turn.draft.bytes + bytes > MAX_STATE_BYTES) {
    throw new StepFailure(
      "payload_too_large",
      `The run would hold more than ${MAX_STATE_BYTES / 1024 / 1024} MiB`,
    );
  }
  turn.draft.bytes += bytes;
}
