import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { answerRules, answerRuleUses } from "@/db/schema/answers";
import { append, type Tx } from "@/db/tenancy";
import { type AnswerRuleRow, liveRules } from "@/server/domain/answer-rules/queries";
import { validateForm } from "@/server/domain/forms/rules";
import { Id } from "@/server/domain/schema";
import { lockTaskAndRun } from "@/server/domain/tasks/queries";
import { isOpen } from "@/server/domain/tasks/rules";
import { answerConditionHolds } from "@/server/engine/shell/answer-condition";
import { answerTask } from "@/server/operations/tasks/answer";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";

/**
 * Performed by the system for a task that was just opened: the first live rule whose condition holds answers it, unless
 * somebody has it already. Late and repeated calls find nothing to do.
 */
export const applyAnswerRules = operation({
  name: "answerRule.apply",
  summary: "Let a rule answer a new task",
  kind: "write",
  permission: "tasks:admin",
  internal: true,
  input: z.strictObject({ taskId: Id }),
  output: z.object({ ruleId: z.string().nullable() }),
  async run({ actor, tx, now }, { taskId }) {
    const { task, run } = await lockTaskAndRun(tx, taskId);
    const free = isOpen(task.status) && !task.claimedBy && !task.mergedInto && !task.deciders;
    if (!free || !run || !task.stepKey || task.replyBy === "owner") return { ruleId: null };
    const rules = await liveRules(tx, {
      workflow: run.workflowName,
      stepId: task.stepKey.split("#")[0] ?? "",
    });
    for (const rule of rules) {
      if (!answerConditionHolds(rule.condition, task.context, now)) continue;
      const filled = validateForm(task.form, rule.answer);
      if (!filled.ok || !(await takeUse(tx, rule))) continue;
      const { tenantId } = actor;
      append(tx, answerRuleUses, [{ id: newId(), tenantId, ruleId: rule.id, taskId, at: now }]);
      const name = `Rule of ${rule.createdBy.name}`;
      const answerer = { ...actor, id: rule.id, name };
      await answerTask({ tx, now, actor: answerer }, { task, run }, filled.data, { answeredByRule: rule.id });
      return { ruleId: rule.id };
    }
    return { ruleId: null };
  },
});

/** Counts one use, unless the last one is gone, or the rule is over or revoked meanwhile. */
async function takeUse(tx: Tx, rule: AnswerRuleRow): Promise<boolean> {
  const taken = await tx
    .update(answerRules)
    .set({ uses: sql`${answerRules.uses} + 1` })
    .where(
      and(
        eq(answerRules.id, rule.id),
        isNull(answerRules.revokedAt),
        sql`${answerRules.uses} < ${answerRules.maxUses} and ${answerRules.endsAt} > now()`,
      ),
    )
    .returning({ id: answerRules.id });
  return taken.length > 0;
}
