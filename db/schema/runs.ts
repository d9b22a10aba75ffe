import { sql } from "drizzle-orm";
import {
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
    status: text("status").$type<RunState["status"]>().notNull(),
    state: json("state").$type<RunState>().notNull(),
    /** The number of the last event applied. */
    seq: integer("seq").notNull(),
    callbackUrl: text("callback_url"),
    startedBy: actor("started_by").notNull(),
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
    index("runs_status").on(t.tenantId, t.status, t.id),
    index("runs_workflow").on(t.tenantId, t.workflowName, t.id),
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
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.stepKey, t.attempt] }),
    foreignKey({ columns: [t.tenantId, t.runId], foreignColumns: [runs.tenantId, runs.id] }).onDelete(
      "cascade",
    ),
  ],
);
