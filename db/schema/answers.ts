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
import { actor, createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { teams } from "./members";
import { tasks } from "./tasks";
import { tenants } from "./tenants";

/** An answer that is written once and used often. */
export const cannedAnswers = pgTable(
  "canned_answers",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** What one types after `/` to get it. */
    shortcut: text("shortcut").notNull(),
    title: text("title").notNull(),
    /** With variables such as `{{customer.name}}`. */
    body: text("body").notNull(),
    /** Whose it is; everybody's when null. */
    teamId: uuid("team_id"),
    createdBy: actor("created_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("canned_answers_shortcut").on(t.tenantId, t.shortcut),
    foreignKey({ columns: [t.tenantId, t.teamId], foreignColumns: [teams.tenantId, teams.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** Answers a workflow step's tasks by itself, within bounds. */
export const answerRules = pgTable(
  "answer_rules",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    workflow: text("workflow").notNull(),
    stepId: text("step_id").notNull(),
    /** CEL over the task's context. */
    condition: text("condition").notNull(),
    answer: json("answer").$type<Record<string, unknown>>().notNull(),
    /** How often it may answer, and how often it has. */
    maxUses: integer("max_uses").notNull(),
    uses: integer("uses").notNull().default(0),
    endsAt: instant("ends_at").notNull(),
    createdBy: actor("created_by").notNull(),
    createdAt: createdAt(),
    revokedBy: actor("revoked_by"),
    revokedAt: instant("revoked_at"),
    revokedBecause: text("revoked_because"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("answer_rules_live").on(t.tenantId, t.workflow, t.stepId).where(sql`revoked_at is null`),
  ],
);

/** One answer that a rule gave, and what people made of it. */
export const answerRuleUses = pgTable(
  "answer_rule_uses",
  {
    id: id(),
    tenantId: tenantId(),
    ruleId: uuid("rule_id").notNull(),
    taskId: uuid("task_id").notNull(),
    at: instant("at").notNull(),
    verdict: text("verdict").$type<"right" | "wrong">(),
    reviewedBy: actor("reviewed_by"),
    reviewedAt: instant("reviewed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.ruleId],
      foreignColumns: [answerRules.tenantId, answerRules.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }).onDelete(
      "cascade",
    ),
    index("answer_rule_uses_rule").on(t.tenantId, t.ruleId, t.id),
    index("answer_rule_uses_task").on(t.tenantId, t.taskId),
  ],
);
