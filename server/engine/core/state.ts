/**
 * The state of a run: the fold of its events, plain JSON. It says nothing about rows, jobs or clocks of the host.
 *
 * A run is a set of activations: places in the definition where something is going on. On the trunk there is one at a
 * time; each branch of a fork has its own, in a scope of its own. Objects here are never changed in place: an event
 * makes a new state that shares with the old one what it did not touch. Nothing may rely on the order of keys, since a
 * database may store them in another.
 */
import type { SignalReceived, StepEvent } from "./events";
import type { Json, JsonObject } from "./json";

export type RunStatus = "running" | "waiting" | "stuck" | "completed" | "failed" | "cancelled";

/** Why a step or a run failed. `code` is stable, for programs; `message` is for people. */
export interface Failure {
  readonly message: string;
  readonly code: string;
  /** The step it happened in. */
  readonly step?: string;
}

/** What a scope remembers of a step: the last output and the last failure, and how often it was entered there. */
export interface StepRecord {
  readonly visits: number;
  readonly output?: Json;
  readonly error?: Failure;
}

export interface StepRecords {
  readonly [stepId: string]: StepRecord;
}

/**
 * `executing`: its request is out. `waiting`: for a person, a signal, a time, a child or its branches. `backoff`: until
 * the next attempt. `stuck`: it failed, nothing handles that, and a person decides.
 */
export type Phase = "executing" | "waiting" | "backoff" | "stuck";

/** One of several things of which the first wins. `over`: it can't come any more. */
export type Alternative =
  | { readonly for: "signal"; readonly name: string; readonly correlation?: string }
  | { readonly for: "event"; readonly name: string; readonly correlation?: string }
  | { readonly for: "task"; readonly over?: true }
  | { readonly for: "time"; readonly dueAt: number };

/** `over`: what it waits for has happened, and waits in turn for the run to be resumed. */
export type Awaits =
  | { readonly for: "task"; readonly over?: true }
  | { readonly for: "signal"; readonly name: string; readonly correlation?: string }
  | { readonly for: "time" }
  | { readonly for: "child"; readonly workflow: string; readonly over?: true }
  | { readonly for: "branches" }
  | { readonly for: "first"; readonly of: readonly Alternative[] };

/** What a `parallel` or `each` keeps while its branches are under way. */
export interface Fork {
  /** How many branches there are, begun or not. */
  readonly total: number;
  /** How many have to arrive for the join to fire. */
  readonly needed: number;
  /** How many may be under way at once. */
  readonly atOnce: number;
  /** How many have been begun; the next one's place. */
  readonly begun: number;
  /** An `each`'s items. */
  readonly items?: readonly Json[];
  /** What arrived at the join, by branch. */
  readonly results: JsonObject;
  /** What failed and could be spared, by branch. */
  readonly failed: { readonly [branch: string]: Failure };
}

/** One visit of a step that is not over. */
export interface Activation {
  /** `<step>#<visit>` on the trunk, `<step>#<visit>@<scope>` elsewhere; unique in the run. */
  readonly key: string;
  readonly step: string;
  readonly visit: number;
  /** Counts from 1. In backoff it is already the number of the coming attempt. */
  readonly attempt: number;
  /** Attempts that were spent before a person had it tried again. */
  readonly spent?: number;
  readonly phase: Phase;
  /** Counts the run's activations, so that the oldest can be told. */
  readonly order: number;
  /** The scope that it stands in; empty on the trunk. */
  readonly branch: string;
  /** When the step was entered, and when its present phase began. */
  readonly enteredAt: number;
  readonly since: number;
  /** Timers that are set, with when they are due. */
  readonly timers: { readonly [timer: string]: number };
  /** The failure that led into this branch: `error` in expressions. */
  readonly error?: Failure;
  /** Why it is stuck. */
  readonly failure?: Failure;
  /** The resolved request of the present attempt, the same for every attempt until a person edits it. */
  readonly request?: Json;
  /** How often a person edited the request: what is sent under one idempotency key never changes. */
  readonly edition?: number;
  /** An attempt ended without anybody knowing whether it did what it was to do. */
  readonly unsure?: true;
  /** The request's outcome has come, and waits for the run to be resumed. */
  readonly heard?: true;
  /** What it waits for, when it waits. */
  readonly awaits?: Awaits;
  readonly fork?: Fork;
}

/** What belongs to one branch alone: its steps' outputs and, in an `each`, its item. */
export interface Scope {
  /** The scope around it; empty when that is the trunk. */
  readonly parent: string;
  /** The activation of the fork, for branches; a compensation has none. */
  readonly fork?: string;
  /** The branch's name, or its item's place. */
  readonly name: string;
  readonly steps: StepRecords;
  readonly item?: Json;
  readonly index?: number;
  /** The name of the item in expressions, besides `item`. */
  readonly as?: string;
  /** Nothing goes on in it any more; it is kept for compensations that read from it. */
  readonly over?: true;
}

/** A step that is to be compensated if the run fails or is cancelled. It has no output when its outcome is not known. */
export interface Completed {
  readonly key: string;
  readonly step: string;
  readonly branch: string;
  readonly output?: Json;
  /** It was given up while this attempt was under way: its outcome, which is still to come, tells what it did. */
  readonly awaited?: { readonly attempt: number; readonly since: number; readonly of: "call" | "child" };
}

/** How the run ends once every compensation has been made. */
export interface Ending {
  readonly status: "failed" | "cancelled";
  readonly error: Failure;
  /** Compensations begun so far. */
  readonly begun: number;
}

/** A signal that came before a step waited for it. */
export interface KeptSignal {
  readonly signalId: string;
  readonly name: string;
  readonly correlation?: string;
  readonly data: Json;
  readonly at: number;
}

/** What may come while a run is paused, and is kept until it is resumed. */
export type KeptEvent = StepEvent | SignalReceived;

/** `dueAt`: when the time is up, while it goes on; `left`: how much is left, while it stands still. */
export interface RunClock {
  /** How often it has been started. */
  readonly starts: number;
  readonly dueAt?: number;
  readonly left?: number;
}

export interface RunState {
  readonly runId: string;
  readonly workflow: string;
  readonly status: RunStatus;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** The run's own time, when it is bounded. */
  readonly clock?: RunClock;
  readonly input: Json;
  readonly vars: JsonObject;
  /** The trunk's records. */
  readonly steps: StepRecords;
  readonly scopes: { readonly [id: string]: Scope };
  readonly active: { readonly [key: string]: Activation };
  readonly signals: readonly KeptSignal[];
  /** Ids of the last signals, kept or used. */
  readonly signalsSeen: readonly string[];
  /** Completed steps that name a compensation, in the order of their completion. */
  readonly completed: readonly Completed[];
  /** Set while compensations run. */
  readonly ending?: Ending;
  /** Set while the run is paused: what came meanwhile, in its order. */
  readonly paused?: { readonly since: number; readonly kept: readonly KeptEvent[] };
  /** Activations made so far. */
  readonly entered: number;
  /** Events applied so far. */
  readonly events: number;
  /** Bytes of everything above as JSON, kept up step by step instead of measured at each event. */
  readonly bytes: number;
  readonly output?: Json;
  readonly error?: Failure;
}

/** The key by which the run's own timer goes. No step can have it. */
export const RUN_KEY = "@run";

/** True when nothing can happen to the run any more. */
export function hasEnded(state: RunState): boolean {
  return state.status === "completed" || state.status === "failed" || state.status === "cancelled";
}

/** The activations, oldest first. */
export function activations(state: Pick<RunState, "active">): Activation[] {
  return Object.values(state.active).sort((one, other) => one.order - other.order);
}
