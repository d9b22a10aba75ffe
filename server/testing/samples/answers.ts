import type { MadeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { systemActor } from "@/server/platform/actor";
import { badId, form, inAnHour, MARK, none, type Samples, tag } from "./sample";
import { aTask } from "./tasks";

/** A stranger may make one of their own: only what is kept here bears the mark. */
const anAnswer = (answer = "Yes") => ({
  workflow: `flow-${tag()}`,
  stepId: "ask",
  condition: 'context.kind == "easy"',
  answer: { answer },
  maxUses: 10,
  endsAt: inAnHour(),
});

async function anAnswerRule({ owner }: MadeTenant) {
  const { id } = await perform(operations.answerRule.create, owner, anAnswer(MARK));
  return { answerRuleId: id };
}

/** An answer that a rule gave to a run's task. */
async function aRuleUse({ owner, tenantId }: MadeTenant) {
  const name = `ruled-${tag()}`;
  const ask = {
    kind: "task",
    title: MARK,
    form,
    context: { kind: "easy" },
    assignTo: { user: owner.id },
    next: "done",
  };
  const steps = { ask, done: { kind: "end" } };
  await perform(operations.workflow.put, owner, { name, title: `${MARK} flow`, start: "ask", steps });
  const rule = await perform(operations.answerRule.create, owner, { ...anAnswer(MARK), workflow: name });
  const { id: runId } = await perform(operations.run.start, owner, { workflow: name });
  const { data } = await perform(operations.task.list, owner, { runId });
  await perform(operations.answerRule.apply, systemActor(tenantId), { taskId: data[0]?.id });
  const uses = await perform(operations.answerRule.uses, owner, { answerRuleId: rule.id });
  return { answerRuleId: rule.id, useId: uses.data[0]?.id, verdict: "right" };
}

async function aCannedAnswer({ owner }: MadeTenant) {
  const answer = { shortcut: `hello-${tag()}`, title: MARK, body: "Hello" };
  const { id } = await perform(operations.cannedAnswer.create, owner, answer);
  return { cannedAnswerId: id };
}

export const answers: Samples<"answerRule" | "cannedAnswer"> = {
  "answerRule.proposals": none,
  "answerRule.list": none,
  "answerRule.create": {
    input: () => anAnswer(),
    bad: { condition: "context. ==" },
    stranger: "nothing",
  },
  "answerRule.uses": { input: anAnswerRule, bad: badId("answerRuleId"), stranger: "notFound" },
  "answerRule.review": {
    input: aRuleUse,
    bad: { verdict: "perhaps" },
    stranger: "notFound",
  },
  "answerRule.revoke": { input: anAnswerRule, bad: { because: " " }, stranger: "notFound" },
  "answerRule.apply": { input: aTask, stranger: "notFound" },
  "cannedAnswer.list": { ...none, bad: { text: "x".repeat(300) } },
  "cannedAnswer.create": {
    input: () => ({ shortcut: `hello-${tag()}`, title: "Hello", body: "Hello {{customer.name}}" }),
    bad: { body: "Hello {{nobody}}" },
    stranger: "nothing",
  },
  "cannedAnswer.update": {
    input: async (tenant) => ({ ...(await aCannedAnswer(tenant)), title: "Goodbye" }),
    bad: { shortcut: "No shortcut" },
    stranger: "notFound",
  },
  "cannedAnswer.delete": { input: aCannedAnswer, bad: badId("cannedAnswerId"), stranger: "notFound" },
};
