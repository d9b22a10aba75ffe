import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { RunHold, RunPriority } from "@/server/domain/runs/schema";
import type { RunEvent } from "@/server/engine/core/events";
import type { RunState } from "@/server/engine/core/state";
import { actor, createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { workflowVersions } from "./workflows";

/** One execution of one workflow version. `state` is the fold of `run_events`, kept for speed. */
export const runs = pgTable(
  "runs",
  {
    id: id(),
    tenantId: tenantId(),
    workflowId: uuid("workflow_id").notNull(),
    workflowName: text("workflow_name").notNull(),
    version: integer("version").notNull(),
    /** The state's own, or why it has none yet. */
    status: text("status").$type<RunState["status"] | "scheduled" | "queued">().notNull(),
    state: json("state").$type<RunState>().notNull(),
    /** The number of the last event applied. */
    seq: integer("seq").notNull(),
    callbackUrl: text("callback_url"),
    /** The run, step visit and attempt that started it, when a workflow did, and how deep it stands below the first. */
    parentRunId: uuid("parent_run_id"),
    parentStepKey: text("parent_step_key"),
    parentAttempt: integer("parent_attempt"),
    nesting: integer("nesting").notNull().default(0),
    /** The run that it repeats, or was forked from after the event `origin_seq`. */
    originRunId: uuid("origin_run_id"),
    originSeq: integer("origin_seq"),
    startedBy: actor("started_by").notNull(),
    tags: text("tags").array().notNull().default([]),
    priority: text("priority").$type<RunPriority>().notNull().default("normal"),
    /** How long it may take from its first event on; null for ever. */
    timeoutMs: bigint("timeout_ms", { mode: "number" }),
    /** The caller's own name for this start: the same one again is the same run. */
    startKey: text("start_key"),
    /** By which signals find it. */
    correlationKey: text("correlation_key"),
    /** When it is to begin, if later than it was asked for. */
    startAt: instant("start_at"),
    /** While it has not begun: why not, and what it will begin with. */
    hold: json("hold").$type<RunHold>(),
    /** Whether a limit counts it, so that its end makes room for another. */
    limited: boolean("limited").notNull().default(false),
    /** How many events led here: the guard against triggers that start each other for ever. */
    depth: integer("depth").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.workflowId, t.version],
      foreignColumns: [workflowVersions.tenantId, workflowVersions.workflowId, workflowVersions.version],
    }),
    index("runs_parent").on(t.tenantId, t.parentRunId).where(sql`parent_run_id is not null`),
    index("runs_status").on(t.tenantId, t.status, t.id),
    index("runs_workflow").on(t.tenantId, t.workflowName, t.id),
    uniqueIndex("runs_start_key").on(t.tenantId, t.startKey).where(sql`start_key is not null`),
    index("runs_correlation")
      .on(t.tenantId, t.correlationKey)
      .where(sql`correlation_key is not null and ended_at is null`),
    index("runs_tags").using("gin", t.tags).where(sql`tags <> '{}'`),
    index("runs_open").on(t.tenantId, t.workflowId).where(sql`ended_at is null`),
    index("runs_held").on(t.tenantId, t.startAt).where(sql`status in ('scheduled', 'queued')`),
  ],
);

/** What happened to a run, append-only: the truth that `runs.state` is folded from. */
export const runEvents = pgTable(
  "run_events",
  {
    tenantId: tenantId(),
    runId: uuid("run_id").notNull(),
    seq: integer("seq").notNull(),
    type: text("type").$type<RunEvent["type"]>().notNull(),
    event: json("event").$type<RunEvent>().notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.seq] }),
    foreignKey({ columns: [t.tenantId, t.runId], foreignColumns: [runs.tenantId, runs.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** A moment a run waits for. The truth of it is here; a delayed job is only the prompt call. */
export const runTimers = pgTable(
  "run_timers",
  {
    id: id(),
    tenantId: tenantId(),
    runId: uuid("run_id").notNull(),
    stepKey: text("step_key").notNull(),
    timer: text("timer").notNull(),
    attempt: integer("attempt").notNull(),
    dueAt: instant("due_at").notNull(),
    firedAt: instant("fired_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.runId], foreignColumns: [runs.tenantId, runs.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("run_timers_open").on(t.tenantId, t.runId, t.stepKey, t.timer).where(sql`fired_at is null`),
    index("run_timers_due").on(t.dueAt).where(sql`fired_at is null`),
  ],
);

/** A step given to a worker: open until its outcome is an event. */
export const runJobs = pgTable(
  "run_jobs",
  {
    tenantId: tenantId(),
    runId: uuid("run_id").notNull(),
    stepKey: text("step_key").notNull(),
    attempt: integer("attempt").notNull(),
    kind: text("kind").notNull(),
    request: json("request").$type<unknown>().notNull(),
    timeoutMs: integer("timeout_ms"),
    idempotencyKey: text("idempotency_key").notNull(),
    /** How often a worker began it without an outcome: a step that kills its worker must stop some day. */
    starts: integer("starts").notNull().default(0),
    /** The run does not go on from it, and only has to know what came of it: it is not done again. */
    givenUp: boolean("given_up").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.stepKey, t.attempt] }),
    foreignKey({ columns: [t.tenantId, t.runId], foreignColumns: [runs.tenantId, runs.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** An event of the workspace that a run waits for: whoever notes such an event delivers it to these. */
export const runSubscriptions = pgTable(
  "run_subscriptions",
  {
    tenantId: tenantId(),
    runId: uuid("run_id").notNull(),
    stepKey: text("step_key").notNull(),
    event: text("event").notNull(),
    /** Only events of this correlation, when it is set. */
    correlation: text("correlation"),
    /** Events that happened before the wait count from here on. */
    since: instant("since").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.stepKey] }),
    foreignKey({ columns: [t.tenantId, t.runId], foreignColumns: [runs.tenantId, runs.id] }).onDelete(
      "cascade",
    ),
    index("run_subscriptions_event").on(t.tenantId, t.event),
  ],
);
