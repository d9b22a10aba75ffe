import { eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { answerRules } from "@/db/schema/answers";
import { findRule, ruleView } from "@/server/domain/answer-rules/queries";
import { AnswerRuleView } from "@/server/domain/answer-rules/schema";
import { Id } from "@/server/domain/schema";
import { actorRef } from "@/server/platform/actor";
import { operation } from "../operation";

export const revokeAnswerRule = operation({
  name: "answerRule.revoke",
  summary: "Stop a rule from answering",
  description:
    "From now on: what it has answered stays, and is listed with its runs. Revoking it again is no error.",
  kind: "write",
  permission: "tasks:admin",
  input: z.strictObject({ answerRuleId: Id, because: z.string().trim().min(1).max(1_000).optional() }),
  output: AnswerRuleView,
  rest: { method: "POST", path: "/answer-rules/{answerRuleId}/revoke" },
  async run({ actor, tx, now }, { answerRuleId, because }) {
    const rule = await findRule(tx, answerRuleId);
    if (!rule.revokedAt) {
      await tx
        .update(answerRules)
        .set({ revokedAt: now, revokedBy: actorRef(actor), revokedBecause: because ?? null })
        .where(eq(answerRules.id, answerRuleId));
      noteChange(tx, actor.tenantId, "workspace", answerRuleId);
    }
    return ruleView(await findRule(tx, answerRuleId), now);
  },
});
