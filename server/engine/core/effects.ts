/**
 * Effects: what the shell is to do because of an event. Orders, in the imperative. They commit with the state that
 * gave them or not at all, and each has a name (key, attempt, timer) by which doing it twice can be recognised.
 */
import type { Deciders } from "@/server/domain/decisions/schema";
import type { FormDefinition } from "@/server/domain/forms/schema";
import type { AskedSla, AssignTo, ReplyBy, TaskPriority } from "@/server/domain/tasks/schema";
import type { Json, JsonObject } from "./json";
import type { Failure } from "./state";

/**
 * Carry out a step's request and answer with `step.succeeded` or `step.failed` for this key and attempt.
 * `job`: it leaves the database, so a job does it at least once, naming `idempotencyKey` to the other side.
 * `here`: it is rows of the same database, written in the same transaction, whose event is delivered at once.
 */
export type ExecuteStep = {
  type: "executeStep";
  key: string;
  attempt: number;
  kind: string;
  where: "job" | "here";
  request: JsonObject;
  /** `<run>/<step>/<visit>`: the same for every attempt at the same request. */
  idempotencyKey: string;
  timeoutMs?: number;
};
/**
 * The run does not go on from this attempt any more: don't begin it if it has not begun. With `tell`, answer that with
 * `step.failed` (`not_begun`); and if it has begun, bring its outcome, or say that it is unknown.
 */
export type AbandonStep = { type: "abandonStep"; key: string; attempt: number; tell?: true };

export type OpenTask = { type: "openTask"; key: string; attempt: number; spec: TaskSpec };
export type CloseTask = { type: "closeTask"; key: string; reason: string };
/** Start a run of a workflow, and answer with `child.finished` once it has ended, or `step.failed` if it can't be. */
export type StartChild = {
  type: "startChild";
  key: string;
  attempt: number;
  workflow: string;
  version?: number;
  input: JsonObject;
};
/** Cancel the run that this step started, unless it has ended. */
export type CancelChild = { type: "cancelChild"; key: string; attempt: number; reason: string };
/** Deliver `event.received` with this key for every event of that name since `since`, until told otherwise. */
export type Subscribe = {
  type: "subscribe";
  key: string;
  event: string;
  correlation?: string;
  since: number;
};
export type Unsubscribe = { type: "unsubscribe"; key: string };
/** Deliver `timer.fired` with this key, timer and attempt once `dueAt` is past. Setting it again moves it. */
export type SetTimer = { type: "setTimer"; key: string; timer: string; attempt: number; dueAt: number };
export type ClearTimer = { type: "clearTimer"; key: string; timer: string };
export type FinishRun = {
  type: "finishRun";
  status: "completed" | "failed" | "cancelled";
  output?: Json;
  error?: Failure;
};

export type Effect =
  | ExecuteStep
  | AbandonStep
  | OpenTask
  | CloseTask
  | StartChild
  | CancelChild
  | Subscribe
  | Unsubscribe
  | SetTimer
  | ClearTimer
  | FinishRun;

/** A task as it is to be opened: everything resolved, durations in milliseconds. */
export interface TaskSpec {
  title: string;
  description?: string;
  form: FormDefinition;
  context: JsonObject;
  assignTo: AssignTo;
  priority?: TaskPriority;
  conversationId?: string;
  suggestion?: JsonObject;
  replyBy?: ReplyBy;
  deciders?: Deciders;
  /** Without one its workflow's, its team's or the workspace's counts. */
  sla?: AskedSla;
  skills?: string[];
}
