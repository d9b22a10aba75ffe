/**
 * Events: what happened to a run. Facts, in the past tense, from which the state is folded. Each carries its moment,
 * `at`, in epoch milliseconds of the database's clock: the core has none.
 */
import type { Json, JsonObject } from "./json";

/** The failure that an executor reports. `retryable: false` says that another attempt can't help. */
export interface ReportedFailure {
  message: string;
  code?: string;
  retryable?: boolean;
}

export type StepSucceeded = {
  type: "step.succeeded";
  at: number;
  key: string;
  attempt: number;
  output: Json;
};
/** Also says that a task could not be opened, such as for a team that does not exist. */
export type StepFailed = {
  type: "step.failed";
  at: number;
  key: string;
  attempt: number;
  error: ReportedFailure;
};
/** `output` is the form's data with `answeredBy`. */
export type TaskCompleted = { type: "task.completed"; at: number; key: string; output: JsonObject };
export type TaskExpired = { type: "task.expired"; at: number; key: string };
export type TaskCancelled = { type: "task.cancelled"; at: number; key: string; reason: string };
export type SignalReceived = {
  type: "signal.received";
  at: number;
  signalId: string;
  name: string;
  data: Json;
};
/** `attempt` tells a timer of this attempt from one of an earlier attempt. */
export type TimerFired = { type: "timer.fired"; at: number; key: string; timer: string; attempt?: number };
export type RunStarted = { type: "run.started"; at: number; runId: string; workflow: string; input: Json };
export type RunCancelled = { type: "run.cancelled"; at: number; reason: string; by: Json };

/** Events that belong to one activation. */
export type StepEvent = StepSucceeded | StepFailed | TaskCompleted | TaskExpired | TaskCancelled | TimerFired;

export type RunEvent = RunStarted | StepEvent | SignalReceived | RunCancelled;
