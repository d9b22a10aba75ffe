import { z } from "zod";
import { noteChange } from "@/db/changes";
import { answerRules } from "@/db/schema/answers";
import { findRule, ruleView } from "@/server/domain/answer-rules/queries";
import { AnswerRuleView } from "@/server/domain/answer-rules/schema";
import { JsonObject } from "@/server/domain/schema";
import { answerConditionProblem } from "@/server/engine/shell/answer-condition";
import { actorRef } from "@/server/platform/actor";
import { invalid } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";

/** A rule that nobody looks at again does harm: it ends by itself. */
const LONGEST_DAYS = 90;

export const createAnswerRule = operation({
  name: "answerRule.create",
  summary: "Let a rule answer a workflow step's tasks by itself, so often and until a date",
  description:
    'It answers new tasks for whose context its condition holds (CEL, such as `context.country == "DE"`), where its answer fits their form. Every use is recorded, and it can be revoked at any time.',
  kind: "write",
  permission: "tasks:admin",
  input: z.strictObject({
    workflow: z.string().min(1).max(200),
    stepId: z.string().min(1).max(64),
    condition: z.string().trim().min(1).max(2_000),
    answer: JsonObject,
    maxUses: z.int().min(1).max(10_000),
    endsAt: z.iso.datetime({ offset: true }),
  }),
  output: AnswerRuleView,
  rest: { method: "POST", path: "/answer-rules", status: () => 201 },
  async run({ actor, tx, now }, { endsAt, ...rule }) {
    const ends = new Date(endsAt);
    if (ends <= now || ends.getTime() > now.getTime() + LONGEST_DAYS * 86_400_000) {
      const message = `must be within ${LONGEST_DAYS} days`;
      throw invalid(`The end ${message}.`, [{ path: "endsAt", message }]);
    }
    const problem = answerConditionProblem(rule.condition);
    if (problem) throw invalid("The condition can't be used.", [{ path: "condition", message: problem }]);
    const id = newId();
    const { tenantId } = actor;
    await tx
      .insert(answerRules)
      .values({ id, tenantId, ...rule, endsAt: ends, createdBy: actorRef(actor), createdAt: now });
    noteChange(tx, tenantId, "workspace", id);
    return ruleView(await findRule(tx, id), now);
  },
});
