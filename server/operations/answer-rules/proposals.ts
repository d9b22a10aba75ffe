import { z } from "zod";
import { propose } from "@/server/domain/answer-rules/propose";
import { answeredLately, liveRules } from "@/server/domain/answer-rules/queries";
import { AnswerProposal } from "@/server/domain/answer-rules/schema";
import { operation } from "../operation";

export const proposeAnswerRules = operation({
  name: "answerRule.proposals",
  summary: "See which answers repeat, as rules that could give them",
  description:
    "The same answer at least five times within seven days, to the same step of a workflow, wherever the tasks' contexts are alike; none where somebody answered otherwise, or a rule does it already.",
  kind: "read",
  permission: "tasks:admin",
  input: z.strictObject({}),
  output: z.object({ data: z.array(AnswerProposal) }),
  rest: { method: "GET", path: "/answer-rules/proposals" },
  mcp: { tool: "answer_rule_proposals" },
  async run({ tx }) {
    const known = await liveRules(tx);
    const isKnown = (one: AnswerProposal) =>
      known.some(
        ({ workflow, stepId, condition }) =>
          workflow === one.workflow && stepId === one.stepId && condition === one.condition,
      );
    return {
      data: propose(await answeredLately(tx))
        .filter((one) => !isKnown(one))
        .slice(0, 20),
    };
  },
});
