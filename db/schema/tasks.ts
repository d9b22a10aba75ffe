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
import type { Assignment } from "@/server/domain/assignment/schema";
import type { SeatedDeciders } from "@/server/domain/decisions/schema";
import type { FormDefinition } from "@/server/domain/forms/schema";
import type {
  DeadlineClock,
  ReplyBy,
  ResolvedSla,
  TaskHistoryAction,
  TaskPriority,
  TaskStatus,
} from "@/server/domain/tasks/schema";
import type { Channel } from "@/server/platform/actor";
import { actor, createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { conversations } from "./conversations";
import { members, teams } from "./members";
import { runs } from "./runs";
import { tenants } from "./tenants";

const isOpenNow = sql`status in ('created','assigned','claimed')`;
const dueOrLast = sql`coalesce(next_due_at, breached_at, 'infinity'::timestamptz)`;

/** A piece of work for a person. */
export const tasks = pgTable(
  "tasks",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** The run and step that asked, when a workflow did. */
    runId: uuid("run_id"),
    stepKey: text("step_key"),
    title: text("title").notNull(),
    description: text("description"),
    status: text("status").$type<TaskStatus>().notNull(),
    priority: text("priority").$type<TaskPriority>().notNull(),
    form: json("form").$type<FormDefinition>().notNull(),
    formData: json("form_data").$type<Record<string, unknown>>(),
    context: json("context").$type<Record<string, unknown>>().notNull(),
    conversationId: uuid("conversation_id"),
    teamId: uuid("team_id"),
    userId: uuid("user_id"),
    claimedBy: actor("claimed_by"),
    /** Who has it in hand: who claimed it, or else the person it was assigned to. */
    holderId: text("holder_id").generatedAlwaysAs(sql`coalesce(claimed_by->>'id', user_id::text)`),
    claimedAt: instant("claimed_at"),
    completedBy: actor("completed_by"),
    completedAt: instant("completed_at"),
    completedVia: text("completed_via").$type<Channel>(),
    escalationLevel: integer("escalation_level").notNull().default(0),
    /** Grows when what a decider is shown changes: form, context, title or description. */
    revision: integer("revision").notNull().default(1),
    /** The deadlines and escalations as they were when the task was made. */
    sla: json("sla").$type<ResolvedSla>(),
    /** The nearest deadline that is still running: what the inbox sorts by. */
    nextDueAt: instant("next_due_at"),
    /** When a clock of its SLA was first missed. */
    breachedAt: instant("breached_at"),
    /** Put off: it comes back then by itself. Its clocks stand still meanwhile, see task_pauses. */
    snoozedUntil: instant("snoozed_until"),
    /** Since when the next word is the customer's. Its clocks stand still meanwhile. */
    waitingSince: instant("waiting_since"),
    /** What an AI would answer: shown in the form, for people to accept or change. */
    suggestion: json("suggestion").$type<Record<string, unknown>>(),
    replyBy: text("reply_by").$type<ReplyBy>().notNull().default("anyone"),
    /** Whose sign-off it takes, when one answer is not enough. */
    deciders: json("deciders").$type<SeatedDeciders>(),
    /** The task that this one was a duplicate of. */
    mergedInto: uuid("merged_into"),
    /** What it wants of whoever answers it. */
    skills: json("skills").$type<string[]>(),
    /** How it found its person; null when it was put before them by name, or waits in a queue for anybody. */
    assignment: json("assignment").$type<Assignment>(),
    createdBy: actor("created_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.runId], foreignColumns: [runs.tenantId, runs.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [t.tenantId, t.conversationId],
      foreignColumns: [conversations.tenantId, conversations.id],
    }),
    foreignKey({ columns: [t.tenantId, t.teamId], foreignColumns: [teams.tenantId, teams.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [members.tenantId, members.userId] }),
    // A visit of a step asks one thing at a time; one that nobody answered may be asked again.
    uniqueIndex("tasks_step")
      .on(t.tenantId, t.runId, t.stepKey)
      .where(sql`status in ('created','assigned','claimed')`),
    index("tasks_run").on(t.tenantId, t.runId),
    index("tasks_snoozed").on(t.snoozedUntil).where(sql`snoozed_until is not null`),
    index("tasks_merged")
      .on(t.tenantId, t.mergedInto)
      .where(sql`merged_into is not null and status in ('created','assigned','claimed')`),
    index("tasks_completed").on(t.tenantId, t.completedAt).where(sql`completed_at is not null`),
    index("tasks_status").on(t.tenantId, t.status, t.id),
    index("tasks_conversation").on(t.tenantId, t.conversationId).where(sql`conversation_id is not null`),
    // Written as the inbox sorts and narrows, see domain/inbox: an index of open tasks for each way to have many.
    index("tasks_open_due").on(t.tenantId, dueOrLast, t.id).where(isOpenNow),
    index("tasks_open_team_due").on(t.tenantId, t.teamId, dueOrLast, t.id).where(isOpenNow),
    index("tasks_open_holder_due").on(t.tenantId, t.holderId, dueOrLast, t.id).where(isOpenNow),
    index("tasks_open_sign_offs")
      .on(t.tenantId, dueOrLast, t.id)
      .where(sql`status in ('created','assigned','claimed') and deciders is not null`),
    index("tasks_open_priority")
      .on(
        t.tenantId,
        sql`(case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end)`,
        dueOrLast,
        t.id,
      )
      .where(isOpenNow),
    index("tasks_open_breached")
      .on(t.tenantId, t.breachedAt, t.id)
      .where(sql`status in ('created','assigned','claimed') and breached_at is not null`),
    index("tasks_put_off")
      .on(t.tenantId, dueOrLast, t.id)
      .where(
        sql`status in ('created','assigned','claimed') and (snoozed_until is not null or waiting_since is not null)`,
      ),
    index("tasks_updated").on(t.tenantId, t.updatedAt, t.id),
    index("tasks_words").using("gin", t.tenantId, sql`task_words(title, description, context)`),
  ],
);

/** A deadline of a task. The truth of it is here; a delayed job is only the prompt call. */
export const taskDeadlines = pgTable(
  "task_deadlines",
  {
    id: id(),
    tenantId: tenantId(),
    taskId: uuid("task_id").notNull(),
    clock: text("clock").$type<DeadlineClock>().notNull(),
    /** Which escalation of the SLA this sets off; null for a clock with none and for the expiry. */
    escalation: integer("escalation"),
    dueAt: instant("due_at").notNull(),
    /** While set, the clock stands still; starting it again moves `due_at` by the time that it stood. */
    stoppedAt: instant("stopped_at"),
    firedAt: instant("fired_at"),
    /** When its clock began to run; null: when the task was made. */
    startedAt: instant("started_at"),
    /** When what the clock asks for was done, in time or late. */
    metAt: instant("met_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }).onDelete(
      "cascade",
    ),
    index("task_deadlines_task").on(t.tenantId, t.taskId),
    index("task_deadlines_due").on(t.dueAt).where(sql`fired_at is null and stopped_at is null`),
  ],
);

/** What happened to a task, append-only: its timeline. */
export const taskHistory = pgTable(
  "task_history",
  {
    id: id(),
    tenantId: tenantId(),
    taskId: uuid("task_id").notNull(),
    action: text("action").$type<TaskHistoryAction>().notNull(),
    actor: actor("actor").notNull(),
    details: json("details").$type<Record<string, unknown>>().notNull().default({}),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }).onDelete(
      "cascade",
    ),
    index("task_history_task").on(t.tenantId, t.taskId, t.id),
  ],
);

export const taskComments = pgTable(
  "task_comments",
  {
    id: id(),
    tenantId: tenantId(),
    taskId: uuid("task_id").notNull(),
    author: actor("author").notNull(),
    body: text("body").notNull(),
    /** The users that it names. */
    mentions: json("mentions").$type<{ id: string; name: string }[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }).onDelete(
      "cascade",
    ),
    index("task_comments_task").on(t.tenantId, t.taskId, t.id),
  ],
);
