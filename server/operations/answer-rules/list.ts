import { z } from "zod";
import { listRules } from "@/server/domain/answer-rules/queries";
import { AnswerRuleView } from "@/server/domain/answer-rules/schema";
import { operation } from "../operation";

export const listAnswerRules = operation({
  name: "answerRule.list",
  summary: "List the rules that answer tasks by themselves",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({}),
  output: z.object({ data: z.array(AnswerRuleView) }),
  rest: { method: "GET", path: "/answer-rules" },
  mcp: { tool: "answer_rule_list" },
  run: async ({ tx, now }) => ({ data: await listRules(tx, now) }),
});
