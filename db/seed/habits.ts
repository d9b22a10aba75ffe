import { asc } from "drizzle-orm";
import { answerRuleUses } from "@/db/schema/answers";
import { applyAnswerRules } from "@/server/operations/answer-rules/apply";
import { createAnswerRule } from "@/server/operations/answer-rules/create";
import { reviewRuleUse } from "@/server/operations/answer-rules/review";
import { systemActor } from "@/server/platform/actor";
import { DAY, HOUR, type Week } from "./week";

/** Since when a rule approves refunds that everybody had approved. */
const SINCE = 5 * DAY;

/** A rule that answers, and what people made of its answers. */
export function planRule(week: Week): void {
  week.plan(week.end - SINCE, async (now) => {
    const emma = week.person("Emma");
    const { id: answerRuleId } = await week.perform(createAnswerRule, emma, now, {
      workflow: "refund-approval",
      stepId: "ask",
      condition: 'context.reason == "Returned in time" && context.amount <= 250.0',
      answer: { approved: true, note: "Returned in time, so paid back." },
      maxUses: 100,
      endsAt: new Date(week.end + 30 * DAY).toISOString(),
    });
    week.plan(week.end - 2 * HOUR, async (then) => {
      const uses = await week.tx.select().from(answerRuleUses).orderBy(asc(answerRuleUses.at)).limit(2);
      for (const { id: useId } of uses) {
        await week.perform(reviewRuleUse, emma, then, { answerRuleId, useId, verdict: "right" });
      }
    });
  });
}

/** Whether a rule has answered a task that was just opened. */
export async function answeredByRule(week: Week, now: Date, taskId: string): Promise<boolean> {
  if (now.getTime() < week.end - SINCE) return false;
  const { ruleId } = await week.perform(applyAnswerRules, systemActor(week.tenantId), now, { taskId });
  return ruleId !== null;
}
