import { z } from "zod";
import { listCannedAnswers } from "@/server/domain/canned-answers/queries";
import { CannedAnswerView } from "@/server/domain/canned-answers/schema";
import { operation } from "../operation";

export const listCannedAnswersOperation = operation({
  name: "cannedAnswer.list",
  summary: "List the answers that are written once and used often",
  description: "With their variables, such as `{{customer.name}}`, as they are.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ text: z.string().trim().max(200).optional() }),
  output: z.object({ data: z.array(CannedAnswerView) }),
  rest: { method: "GET", path: "/canned-answers" },
  mcp: { tool: "canned_answer_list" },
  run: async ({ tx }, { text }) => ({ data: await listCannedAnswers(tx, text) }),
});
