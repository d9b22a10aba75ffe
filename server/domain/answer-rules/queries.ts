import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { answerRules, answerRuleUses } from "@/db/schema/answers";
import { runs } from "@/db/schema/runs";
import { tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { decodeIdCursor, pageById, pageFrom } from "@/server/domain/paging";
import { notFound } from "@/server/platform/errors";
import type { Answered } from "./propose";
import type { AnswerRuleUse, AnswerRuleView } from "./schema";

type Page = { limit: number; cursor?: string | undefined };

export type AnswerRuleRow = typeof answerRules.$inferSelect;

/** @throws NotFound */
export async function findRule(tx: Tx, ruleId: string): Promise<AnswerRuleRow> {
  const [row] = await tx.select().from(answerRules).where(eq(answerRules.id, ruleId));
  if (!row) throw notFound("answer rule", ruleId);
  return row;
}

/** One page of rules, newest first. */
export async function listRules(tx: Tx, now: Date, { limit, cursor }: Page) {
  const rows = await tx
    .select()
    .from(answerRules)
    .where(cursor ? lt(answerRules.id, decodeIdCursor(cursor)) : undefined)
    .orderBy(desc(answerRules.id))
    .limit(limit + 1);
  const { rows: shown, nextCursor } = pageById(rows, limit);
  return { data: shown.map((row) => ruleView(row, now)), nextCursor };
}

/** The rules that may answer now, or this step's tasks alone, oldest first. */
export function liveRules(tx: Tx, of?: { workflow: string; stepId: string }): Promise<AnswerRuleRow[]> {
  return tx
    .select()
    .from(answerRules)
    .where(
      and(
        of && eq(answerRules.workflow, of.workflow),
        of && eq(answerRules.stepId, of.stepId),
        isNull(answerRules.revokedAt),
        sql`${answerRules.endsAt} > now() and ${answerRules.uses} < ${answerRules.maxUses}`,
      ),
    )
    .orderBy(answerRules.id);
}

/** One page of what a rule has answered, newest first. */
export async function usesOf(tx: Tx, ruleId: string, { limit, cursor }: Page) {
  const rows = await tx
    .select({ use: answerRuleUses, title: tasks.title, runId: tasks.runId })
    .from(answerRuleUses)
    .innerJoin(tasks, and(eq(tasks.tenantId, answerRuleUses.tenantId), eq(tasks.id, answerRuleUses.taskId)))
    .where(
      and(
        eq(answerRuleUses.ruleId, ruleId),
        cursor ? lt(answerRuleUses.id, decodeIdCursor(cursor)) : undefined,
      ),
    )
    .orderBy(desc(answerRuleUses.id))
    .limit(limit + 1);
  const { rows: shown, nextCursor } = pageFrom(rows, limit, ({ use }) => [use.id]);
  const data = shown.map(
    ({ use: { id, taskId, at, verdict, reviewedBy }, title, runId }): AnswerRuleUse => ({
      id,
      taskId,
      title,
      runId,
      at: at.toISOString(),
      verdict,
      reviewedBy,
    }),
  );
  return { data, nextCursor };
}

/** A habit shows within so many days, and among so many answers. */
const LOOKED_BACK = "7 days";
const LOOKED_THROUGH = 5_000;

/** What people answered to workflows lately, without what rules did. */
export async function answeredLately(tx: Tx): Promise<Answered[]> {
  const rows = await tx
    .select({
      taskId: tasks.id,
      workflow: runs.workflowName,
      stepKey: tasks.stepKey,
      context: tasks.context,
      formData: tasks.formData,
    })
    .from(tasks)
    .innerJoin(runs, and(eq(runs.tenantId, tasks.tenantId), eq(runs.id, tasks.runId)))
    .where(
      and(
        eq(tasks.status, "completed"),
        gte(tasks.completedAt, sql`now() - ${sql.raw(`interval '${LOOKED_BACK}'`)}`),
        isNull(tasks.deciders),
        isNotNull(tasks.formData),
        sql`${tasks.completedBy}->>'type' <> 'system'`,
      ),
    )
    .orderBy(desc(tasks.id))
    .limit(LOOKED_THROUGH);
  return rows.map(({ stepKey, formData, ...row }) => ({
    ...row,
    stepId: stepKey?.split("#")[0] ?? "",
    formData: formData ?? {},
  }));
}

/** Open tasks that the same step of the same workflow asks, as far as nobody has claimed them. */
export async function alikeTasks(tx: Tx, task: { id: string; runId: string | null; stepKey: string | null }) {
  if (!task.runId || !task.stepKey) return [];
  const step = task.stepKey.split("#")[0] ?? "";
  const workflow = tx.select({ name: runs.workflowName }).from(runs).where(eq(runs.id, task.runId));
  return tx
    .select({ id: tasks.id })
    .from(tasks)
    .innerJoin(runs, and(eq(runs.tenantId, tasks.tenantId), eq(runs.id, tasks.runId)))
    .where(
      and(
        inArray(tasks.status, ["created", "assigned"]),
        eq(runs.workflowName, sql`(${workflow})`),
        sql`split_part(${tasks.stepKey}, '#', 1) = ${step}`,
        sql`${tasks.id} <> ${task.id}`,
        isNull(tasks.mergedInto),
        isNull(tasks.deciders),
      ),
    )
    .orderBy(tasks.id)
    .limit(99);
}

export function ruleView(row: AnswerRuleRow, now: Date): AnswerRuleView {
  const { id, workflow, stepId, condition, maxUses, uses, createdBy, revokedBy, revokedBecause } = row;
  const over = row.endsAt <= now ? "over" : uses >= maxUses ? "spent" : "live";
  return {
    id,
    workflow,
    stepId,
    condition,
    answer: row.answer as AnswerRuleView["answer"],
    maxUses,
    uses,
    endsAt: row.endsAt.toISOString(),
    state: row.revokedAt ? "revoked" : over,
    createdBy,
    createdAt: row.createdAt.toISOString(),
    revokedBy,
    revokedBecause,
  };
}
