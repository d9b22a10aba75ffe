import { z } from "zod";
import { listRules } from "@/server/domain/answer-rules/queries";
import { AnswerRuleView } from "@/server/domain/answer-rules/schema";
import { PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

export const listAnswerRules = operation({
  name: "answerRule.list",
  summary: "List the rules that answer tasks by themselves",
  kind: "read",
  permission: "tasks:read",
  description: "Newest first, also those that are over.",
  input: z.strictObject(PageInput),
  output: pageOf(AnswerRuleView),
  rest: { method: "GET", path: "/answer-rules" },
  mcp: { tool: "answer_rule_list" },
  run: ({ tx, now }, page) => listRules(tx, now, page),
});
