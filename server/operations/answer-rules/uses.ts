import { z } from "zod";
import { findRule, usesOf } from "@/server/domain/answer-rules/queries";
import { AnswerRuleUse } from "@/server/domain/answer-rules/schema";
import { Id, PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

export const answerRuleUsesOperation = operation({
  name: "answerRule.uses",
  summary: "See every answer that a rule gave",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ answerRuleId: Id, ...PageInput }),
  output: pageOf(AnswerRuleUse),
  rest: { method: "GET", path: "/answer-rules/{answerRuleId}/uses" },
  async run({ tx }, { answerRuleId, ...page }) {
    await findRule(tx, answerRuleId);
    return usesOf(tx, answerRuleId, page);
  },
});
