/** The shapes of a run that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { ActorRefView, Happening, Id, JsonObject, Sentence } from "@/server/domain/schema";

export const RUN_STATUSES = [
  "scheduled",
  "queued",
  "running",
  "waiting",
  "stuck",
  "completed",
  "failed",
  "cancelled",
] as const;
export const RunStatus = z.enum(RUN_STATUSES);
export type RunStatus = z.infer<typeof RunStatus>;

export const RunPriority = z.enum(["low", "normal", "high"]);
export type RunPriority = z.infer<typeof RunPriority>;

export const RunTag = z.string().trim().min(1).max(100);

/** By which signals find a run. */
export const CorrelationKey = z.string().min(1).max(500);

export const HOLD_REASONS = ["time", "workflow_limit", "workspace_limit", "workflow_paused"] as const;

/** Why a run has not begun, and what it will begin with. `cancelled` says that it never will. */
export interface RunHold {
  reason: (typeof HOLD_REASONS)[number];
  input: { [key: string]: unknown };
  cancelled?: { message: string; code: string };
}

export const RunFailure = z.object({
  message: Sentence,
  code: z.string(),
  /** The step it happened in. */
  step: z.string().optional(),
});

export const RunSummary = z.object({
  id: z.string(),
  workflow: z.string().describe("The workflow's name"),
  version: z.number().int().describe("The version that the run started on and stays on"),
  status: RunStatus,
  input: z.json(),
  output: z.json().nullable().describe("What the run ended with; null until then"),
  error: RunFailure.nullable(),
  paused: z.boolean().describe("Nothing new is entered until it is resumed"),
  compensating: z.boolean().describe("It is about to end, and undoes what it has completed"),
  parent: z
    .object({ runId: z.string(), step: z.string() })
    .nullable()
    .describe("The run and step that started it"),
  origin: z
    .object({ runId: z.string(), seq: z.number().int().nullable() })
    .nullable()
    .describe("The run it repeats, or was forked from after so many events"),
  callbackUrl: z.string().nullable(),
  tags: z.array(z.string()),
  priority: RunPriority,
  correlationKey: z.string().nullable().describe("By which signals find it"),
  timeout: z.string().nullable().describe("How long it may take from its beginning"),
  startAt: z.string().nullable().describe("When it begins, if later than it was asked for"),
  heldFor: z
    .enum(HOLD_REASONS)
    .nullable()
    .describe("Why it has not begun: its time, a limit of the workflow or the workspace, or a pause"),
  startedBy: ActorRefView,
  createdAt: z.string(),
  updatedAt: z.string(),
  endedAt: z.string().nullable(),
});
export type RunSummary = z.infer<typeof RunSummary>;

export const RunWaiting = z.object({
  key: z.string().describe("Names this visit of the step, for retry, skip and fail"),
  step: z.string(),
  kind: z.string(),
  attempt: z.number().int(),
  for: z.enum(["task", "signal", "time", "execution", "retry", "child", "event", "decision"]),
  since: z.string(),
  until: z.string().nullable().describe("When it goes on by itself at the latest"),
  signal: z.string().nullable().describe("The name of the signal or event"),
  taskId: z.string().nullable(),
  childRunId: z.string().nullable(),
  error: RunFailure.nullable().describe("Why a step waits for somebody's decision"),
  ways: z.array(z.string()).describe("Where a step that waits for a decision may go on when it is skipped"),
  reason: Sentence.describe("The same in words"),
});
export type RunWaiting = z.infer<typeof RunWaiting>;

export const RunStep = z.object({
  id: z.string(),
  visits: z.number().int(),
  output: z.json().nullable(),
  error: RunFailure.nullable(),
});

export const CallbackView = z.object({
  id: z.string().describe("The `webhook-id` of each attempt"),
  url: z.string(),
  status: z.enum(["pending", "delivered", "failed"]),
  attempts: z.number().int(),
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
  nextAttemptAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
});

/** A run with what it waits for and what its steps have given. */
export const RunView = RunSummary.extend({
  waitingFor: z.array(RunWaiting),
  steps: z.array(RunStep),
  vars: JsonObject,
  callbacks: z.array(CallbackView),
});
export type RunView = z.infer<typeof RunView>;

export const RunHistoryEntry = z.object({
  seq: z.number().int(),
  type: z.string(),
  at: z.string(),
  /** The event as it was applied. */
  event: Happening,
});
export type RunHistoryEntry = z.infer<typeof RunHistoryEntry>;

/** A step that is stuck: what it was asked with, why it failed, and how often it was tried. */
export const DeadLetter = z.object({
  runId: z.string(),
  workflow: z.string(),
  version: z.number().int(),
  key: z.string(),
  step: z.string(),
  kind: z.string(),
  attempts: z.number().int(),
  error: RunFailure,
  input: z.json().nullable().describe("What it was asked with, where it came so far"),
  ways: z
    .array(z.string())
    .describe("Where it may go on when it is skipped; with several, `next` says which"),
  since: z.string(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** A run as it was after one of its events. */
export const RunAt = z.object({
  runId: z.string(),
  seq: z.number().int(),
  at: z.string(),
  type: z.string().describe("The event that led here"),
  event: Happening,
  status: RunStatus,
  paused: z.boolean(),
  compensating: z.boolean(),
  input: z.json(),
  output: z.json().nullable(),
  error: RunFailure.nullable(),
  vars: JsonObject,
  steps: z.array(RunStep),
  waitingFor: z.array(RunWaiting),
});
export type RunAt = z.infer<typeof RunAt>;

/** What a visit of a step spent a while on; `seq` numbers are of the events that began and ended it. */
export const RunSpan = z.object({
  what: z.enum(["queue", "execution", "wait", "backoff", "stuck"]),
  attempt: z.number().int(),
  awaits: z.string().nullable().describe("What it waited for: `task`, `signal`, `time`, …"),
  from: z.string(),
  fromSeq: z.number().int(),
  to: z.string().nullable(),
  toSeq: z.number().int().nullable(),
  error: z.object({ message: Sentence, code: z.string() }).nullable(),
});
export type RunSpan = z.infer<typeof RunSpan>;

export const RunVisit = z.object({
  key: z.string().describe("`<step>#<visit>`"),
  step: z.string(),
  kind: z.string(),
  visit: z.number().int(),
  from: z.string().nullable().describe("The visit that led here"),
  onFailure: z.boolean().describe("Whether it led here by failing"),
  enteredAt: z.string(),
  enteredSeq: z.number().int(),
  leftAt: z.string().nullable(),
  leftSeq: z.number().int().nullable(),
  end: z
    .enum(["done", "failed", "skipped", "closed"])
    .nullable()
    .describe(
      "`skipped`: a person gave its output; `closed`: the run ended, or went on elsewhere, before it was over",
    ),
  spans: z.array(RunSpan),
  taskId: z.string().nullable(),
});
export type RunVisit = z.infer<typeof RunVisit>;

/** Every visit of a run's steps, in the order in which they began. */
export const RunTimeline = z.object({
  runId: z.string(),
  lastSeq: z.number().int(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  visits: z.array(RunVisit),
  omitted: z.number().int().describe("Earlier visits that are left out of a very long run"),
});
export type RunTimeline = z.infer<typeof RunTimeline>;

/** What went into one visit of a step and what came out. */
export const RunVisitDetail = RunVisit.extend({
  request: z.json().nullable().describe("What was asked of the outside, with all its values filled in"),
  output: z.json().nullable(),
  events: z.array(RunHistoryEntry),
});
export type RunVisitDetail = z.infer<typeof RunVisitDetail>;

/** Names a stuck step, to decide about it. */
export const StuckStep = z.strictObject({
  runId: Id,
  key: z
    .string()
    .min(1)
    .max(500)
    .describe("The stuck step's visit, as `waitingFor` and the dead letters name it"),
});
