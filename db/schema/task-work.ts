import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { Verdict } from "@/server/domain/decisions/schema";
import type { LinkKind, PauseReason } from "@/server/domain/tasks/schema";
import type { Channel } from "@/server/platform/actor";
import { actor, createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { members } from "./members";
import { tasks } from "./tasks";

/** A time for which a task's clocks stood still, and why. */
export const taskPauses = pgTable(
  "task_pauses",
  {
    id: id(),
    tenantId: tenantId(),
    taskId: uuid("task_id").notNull(),
    reason: text("reason").$type<PauseReason>().notNull(),
    by: actor("by").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }).onDelete(
      "cascade",
    ),
    index("task_pauses_task").on(t.tenantId, t.taskId),
    index("task_pauses_open").on(t.tenantId, t.taskId).where(sql`ended_at is null`),
  ],
);

/**
 * Who has a task open now, and whether they type. Worth nothing after a crash, so the table is unlogged; who says
 * nothing more is gone when `expires_at` is past.
 */
export const taskPresence = pgTable(
  "task_presence",
  {
    tenantId: tenantId(),
    taskId: uuid("task_id").notNull(),
    userId: uuid("user_id").notNull(),
    typing: boolean("typing").notNull().default(false),
    since: instant("since").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.taskId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [t.tenantId, t.userId],
      foreignColumns: [members.tenantId, members.userId],
    }).onDelete("cascade"),
    index("task_presence_expires").on(t.expiresAt),
  ],
);

/** What somebody has written into a task's form and not sent, so that a reload or another device loses nothing. */
export const taskDrafts = pgTable(
  "task_drafts",
  {
    tenantId: tenantId(),
    taskId: uuid("task_id").notNull(),
    userId: uuid("user_id").notNull(),
    formData: json("form_data").$type<Record<string, unknown>>().notNull(),
    /** The browser that it was written in, to tell "here" from "on another device". */
    device: text("device").notNull(),
    /** The task's revision that it was written for. */
    revision: integer("revision").notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.taskId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [t.tenantId, t.userId],
      foreignColumns: [members.tenantId, members.userId],
    }).onDelete("cascade"),
  ],
);

/** Two tasks that have to do with each other. */
export const taskLinks = pgTable(
  "task_links",
  {
    tenantId: tenantId(),
    taskId: uuid("task_id").notNull(),
    otherId: uuid("other_id").notNull(),
    kind: text("kind").$type<LinkKind>().notNull(),
    by: actor("by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.taskId, t.otherId] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.otherId], foreignColumns: [tasks.tenantId, tasks.id] }).onDelete(
      "cascade",
    ),
    index("task_links_other").on(t.tenantId, t.otherId),
  ],
);

/** A sign-off of one decider, append-only. The key leaves each seat one decision. */
export const taskDecisions = pgTable(
  "task_decisions",
  {
    tenantId: tenantId(),
    taskId: uuid("task_id").notNull(),
    /** Which of the task's deciders this is. */
    seat: integer("seat").notNull(),
    by: actor("by").notNull(),
    /** Whose place the decider took, when it was given to them. */
    onBehalfOf: actor("on_behalf_of"),
    verdict: text("verdict").$type<Verdict>().notNull(),
    formData: json("form_data").$type<Record<string, unknown>>().notNull(),
    via: text("via").$type<Channel>().notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.taskId, t.seat] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }).onDelete(
      "cascade",
    ),
  ],
);
