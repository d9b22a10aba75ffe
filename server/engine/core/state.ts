/**
 * The state of a run: the fold of its events, plain JSON. It says nothing about rows, jobs or clocks of the host.
 *
 * A run is a set of activations: places in the definition where something is going on. With the kinds that exist now
 * there is one at a time; `branch` is where forks will tell theirs apart. Objects here are never changed in place: an
 * event makes a new state that shares with the old one what it did not touch. Nothing may rely on the order of keys,
 * since a database may store them in another.
 */
import type { Json, JsonObject } from "./json";

export type RunStatus = "running" | "waiting" | "completed" | "failed" | "cancelled";

/** Why a step or a run failed. `code` is stable, for programs; `message` is for people. */
export interface Failure {
  readonly message: string;
  readonly code: string;
  /** The step it happened in. */
  readonly step?: string;
}

/** What a run remembers of a step: the last output and the last failure, and how often it was entered. */
export interface StepRecord {
  readonly visits: number;
  readonly output?: Json;
  readonly error?: Failure;
}

/** `executing`: its request is out. `waiting`: for a person, a signal or a time. `backoff`: until the next attempt. */
export type Phase = "executing" | "waiting" | "backoff";

export type Awaits =
  | { readonly for: "task" }
  | { readonly for: "signal"; readonly name: string }
  | { readonly for: "time" };

/** One visit of a step that is not over. */
export interface Activation {
  /** `<step>#<visit>`, unique in the run. */
  readonly key: string;
  readonly step: string;
  readonly visit: number;
  /** Counts from 1. In backoff it is already the number of the coming attempt. */
  readonly attempt: number;
  readonly phase: Phase;
  /** Counts the run's activations, so that the oldest can be told. */
  readonly order: number;
  /** The path of forks that it stands on; empty on the trunk. */
  readonly branch: string;
  /** When the step was entered, and when its present phase began. */
  readonly enteredAt: number;
  readonly since: number;
  /** Timers that are set, with when they are due. */
  readonly timers: { readonly [timer: string]: number };
  /** The failure that led into this branch: `error` in expressions. */
  readonly error?: Failure;
  /** The resolved request of the present attempt, the same for every attempt. */
  readonly request?: Json;
  /** What it waits for, when it waits. */
  readonly awaits?: Awaits;
}

/** A signal that came before a step waited for it. */
export interface KeptSignal {
  readonly signalId: string;
  readonly name: string;
  readonly data: Json;
  readonly at: number;
}

export interface RunState {
  readonly runId: string;
  readonly workflow: string;
  readonly status: RunStatus;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly input: Json;
  readonly vars: JsonObject;
  readonly steps: { readonly [stepId: string]: StepRecord };
  readonly active: { readonly [key: string]: Activation };
  readonly signals: readonly KeptSignal[];
  /** Ids of the last signals, kept or used. */
  readonly signalsSeen: readonly string[];
  /** Activations made so far. */
  readonly entered: number;
  /** Bytes of everything above as JSON, kept up step by step instead of measured at each event. */
  readonly bytes: number;
  readonly output?: Json;
  readonly error?: Failure;
}

/** True when nothing can happen to the run any more. */
export function hasEnded(state: RunState): boolean {
  return state.status === "completed" || state.status === "failed" || state.status === "cancelled";
}

/** The activations, oldest first. */
export function activations(state: Pick<RunState, "active">): Activation[] {
  return Object.values(state.active).sort((one, other) => one.order - other.order);
}
