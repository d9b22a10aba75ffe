/**
 * Events: what happened to a run. Facts, in the past tense, from which the state is folded. Each carries its moment,
 * `at`, in epoch milliseconds of the database's clock: the core has none.
 */
import type { Json, JsonObject } from "./json";

/** When a worker began an attempt, where one did: the time before it was spent in the queue. */
type Begun = { startedAt?: number };

/** The failure that an executor reports. `retryable: false` says that another attempt can't help. */
export interface ReportedFailure {
  message: string;
  code?: string;
  retryable?: boolean;
  /** How long another attempt is to wait at least, as the other side or its circuit breaker says. */
  retryAfterMs?: number;
  /** Nobody knows whether it did what it was to do: no answer came, or its worker was lost. */
  unknown?: boolean;
}

export type StepSucceeded = {
  type: "step.succeeded";
  at: number;
  key: string;
  attempt: number;
  output: Json;
} & Begun;
/** Also says that a task could not be opened or a child not be started, such as for a team that does not exist. */
export type StepFailed = {
  type: "step.failed";
  at: number;
  key: string;
  attempt: number;
  error: ReportedFailure;
} & Begun;
/** `output` is the form's data with `answeredBy`. */
export type TaskCompleted = { type: "task.completed"; at: number; key: string; output: JsonObject };
export type TaskExpired = { type: "task.expired"; at: number; key: string };
export type TaskCancelled = { type: "task.cancelled"; at: number; key: string; reason: string };
/** The run that a `workflow` step started has ended. */
export type ChildFinished = {
  type: "child.finished";
  at: number;
  key: string;
  attempt: number;
  runId: string;
  status: "completed" | "failed" | "cancelled";
  output: Json;
  error?: ReportedFailure;
};
/** Something happened in the workspace that a step has subscribed to. */
export type EventReceived = {
  type: "event.received";
  at: number;
  key: string;
  eventId: string;
  name: string;
  data: Json;
};
export type SignalReceived = {
  type: "signal.received";
  at: number;
  signalId: string;
  name: string;
  /** Only a wait for the same correlation, or for none, takes it. */
  correlation?: string;
  data: Json;
};
/** `attempt` tells a timer of this attempt from one of an earlier attempt. */
export type TimerFired = { type: "timer.fired"; at: number; key: string; timer: string; attempt?: number };
/** `timeoutMs`: after so long the run fails. Time in which it waits for people alone, or is paused, does not count. */
export type RunStarted = {
  type: "run.started";
  at: number;
  runId: string;
  workflow: string;
  input: Json;
  timeoutMs?: number;
};
export type RunCancelled = { type: "run.cancelled"; at: number; reason: string; by: Json };
/** A person has a stuck step tried again; `input` replaces fields of what it was asked with. */
export type RunRetried = { type: "run.retried"; at: number; key: string; input?: JsonObject; by: Json };
/** A person gives a stuck step's output. `next`: where to go on, of the ways that the step has. */
export type RunSkipped = {
  type: "run.skipped";
  at: number;
  key: string;
  output: Json;
  next?: string;
  by: Json;
};
/** A person lets the run fail with a stuck step's failure; of a compensation, that it is given up. */
export type RunFailed = { type: "run.failed"; at: number; key: string; by: Json };
export type RunPaused = { type: "run.paused"; at: number; by: Json };
export type RunResumed = { type: "run.resumed"; at: number; by: Json };
/** The events before this one are another run's, up to a point from which this one goes on by itself. */
export type RunForked = {
  type: "run.forked";
  at: number;
  from: string;
  seq: number;
  /** When the last of the events before happened to the other run. */
  since: number;
  input?: Json;
  vars?: JsonObject;
  by: Json;
};

/** Events that belong to one activation. */
export type StepEvent =
  | StepSucceeded
  | StepFailed
  | TaskCompleted
  | TaskExpired
  | TaskCancelled
  | ChildFinished
  | EventReceived
  | TimerFired;

/** What a person decides about a stuck step. */
export type Decision = RunRetried | RunSkipped | RunFailed;

export type RunEvent =
  | RunStarted
  | StepEvent
  | SignalReceived
  | RunCancelled
  | Decision
  | RunPaused
  | RunResumed
  | RunForked;
