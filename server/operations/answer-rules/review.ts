import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { answerRuleUses } from "@/db/schema/answers";
import { findRule, usesOf } from "@/server/domain/answer-rules/queries";
import { AnswerRuleUse } from "@/server/domain/answer-rules/schema";
import { Id } from "@/server/domain/schema";
import { actorRef } from "@/server/platform/actor";
import { notFound } from "@/server/platform/errors";
import { operation } from "../operation";

export const reviewRuleUse = operation({
  name: "answerRule.review",
  summary: "Say whether a rule's answer was right",
  description:
    "What a run was told can't be untold: where it was wrong, rerun or fork that run from before the task, and revoke the rule.",
  kind: "write",
  permission: "tasks:admin",
  input: z.strictObject({ answerRuleId: Id, useId: Id, verdict: z.enum(["right", "wrong"]) }),
  output: z.object({ data: z.array(AnswerRuleUse) }),
  rest: { method: "POST", path: "/answer-rules/{answerRuleId}/uses/{useId}/review" },
  async run({ actor, tx, now }, { answerRuleId, useId, verdict }) {
    await findRule(tx, answerRuleId);
    const reviewed = await tx
      .update(answerRuleUses)
      .set({ verdict, reviewedBy: actorRef(actor), reviewedAt: now })
      .where(and(eq(answerRuleUses.ruleId, answerRuleId), eq(answerRuleUses.id, useId)))
      .returning({ id: answerRuleUses.id });
    if (reviewed.length === 0) throw notFound("use of the rule", useId);
    noteChange(tx, actor.tenantId, "workspace", answerRuleId);
    const { data } = await usesOf(tx, answerRuleId, { limit: 50 });
    return { data };
  },
});
