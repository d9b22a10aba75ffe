import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { events } from "@/db/schema/events";
import { withSystem } from "@/db/tenancy";
import { stopBoss } from "@/server/jobs/boss";
import { startQueue } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { dispatchEvent } from "@/server/operations/triggers/dispatch";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task, answerRule, run } = operations;
const form = { fields: { answer: { type: "select", options: ["yes", "no"], required: true } } };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

let tenant: MadeTenant;
let ana: Actor;

beforeAll(async () => {
  await startQueue();
  tenant = await makeTenant();
  ana = await makeMember(tenant, "member", { name: "Ana" });
  await makeTeam(tenant, { slug: "l1", members: [ana] });
  const ask = {
    kind: "task",
    title: "Ok?",
    form,
    context: "${input}",
    assignTo: { team: "l1" },
    next: "done",
  };
  const context = { kind: "${input.kind}", words: "${input.words}" };
  const steps = { ask: { ...ask, context }, done: { kind: "end", output: "${steps.ask.output}" } };
  await perform(operations.workflow.put, tenant.owner, { name: "asks", title: "Asks", start: "ask", steps });
});
afterAll(() => stopBoss());

let count = 0;

/** Starts a run that asks, and has what it told of dispatched, as the worker does. */
async function asked(kind: string): Promise<{ runId: string; taskId: string }> {
  const input = { kind, words: `Words ${++count}` };
  const { id: runId } = await perform(run.start, tenant.owner, { workflow: "asks", input });
  const { data } = await perform(task.list, ana, { runId });
  const told = await withSystem("test", (tx) =>
    tx
      .select()
      .from(events)
      .where(eq(events.correlation, data[0]?.id ?? "")),
  );
  for (const { id, dispatchedAt } of told) if (!dispatchedAt) await dispatchEvent(tenant.tenantId, id);
  return { runId, taskId: data[0]?.id ?? "" };
}

const rule = (more: object = {}) =>
  perform(answerRule.create, tenant.owner, {
    workflow: "asks",
    stepId: "ask",
    condition: 'context.kind == "easy"',
    answer: { answer: "yes" },
    maxUses: 2,
    endsAt: inDays(7),
    ...more,
  });
const statusOf = async (taskId: string) => (await perform(task.get, ana, { taskId })).status;

test("many alike tasks get one answer, each with its own result, and their runs go on", async () => {
  const all = [await asked("a"), await asked("b"), await asked("c")];
  const [first, second, third] = all.map(({ taskId }) => taskId);
  const alike = await perform(task.alike, ana, { taskId: first });
  expect(alike.data.map(({ id }) => id).sort()).toEqual([second, third].sort());
  await perform(task.complete, ana, { taskId: second, formData: { answer: "no" } });
  const other = await perform(task.create, tenant.owner, { title: "Other", form: { fields: {} } });
  const taskIds = [first, second, third, other.id];
  const { results } = await perform(task.completeMany, ana, { taskIds, formData: { answer: "yes" } });
  const byId = Object.fromEntries(results.map(({ taskId, ok, code }) => [taskId, ok ? "ok" : code]));
  expect(byId).toEqual({
    [first ?? ""]: "ok",
    [second ?? ""]: "task_already_completed",
    [third ?? ""]: "ok",
    [other.id]: "form_differs",
  });
  expect(await perform(run.get, ana, { runId: all[2]?.runId })).toMatchObject({
    status: "completed",
    output: { answer: "yes", answeredBy: { name: "Ana" } },
  });
});

test("an answer that people repeat is proposed as a rule, which then answers by itself", async () => {
  for (let i = 0; i < 5; i++) {
    const { taskId } = await asked("repeated");
    await perform(task.complete, ana, { taskId, formData: { answer: "yes" } });
  }
  const { data } = await perform(answerRule.proposals, tenant.owner, {});
  expect(data).toMatchObject([
    { condition: 'context.kind == "repeated"', times: 5, answer: { answer: "yes" } },
  ]);
  const { workflow, stepId, condition, answer } = data[0] ?? {};
  const made = await rule({ workflow, stepId, condition, answer });
  expect((await perform(answerRule.proposals, tenant.owner, {})).data).toEqual([]);
  const { taskId, runId } = await asked("repeated");
  expect(await perform(task.get, ana, { taskId })).toMatchObject({
    status: "completed",
    completedBy: { type: "system", id: made.id },
    completedVia: "system",
  });
  expect(await perform(run.get, ana, { runId })).toMatchObject({ output: { answeredByRule: made.id } });
  const uses = await perform(answerRule.uses, ana, { answerRuleId: made.id });
  expect(uses.data).toMatchObject([{ taskId, runId, verdict: null }]);
  const review = { answerRuleId: made.id, useId: uses.data[0]?.id, verdict: "wrong" };
  expect((await perform(answerRule.review, tenant.owner, review)).data).toMatchObject([
    { verdict: "wrong", reviewedBy: { id: tenant.owner.id } },
  ]);
});

test("a rule stops at its cap, also when tasks come at once, and people are asked again", async () => {
  const made = await rule({ condition: 'context.kind == "capped"' });
  const all = await Promise.all(Array.from({ length: 5 }, () => asked("capped")));
  const statuses = await Promise.all(all.map(({ taskId }) => statusOf(taskId)));
  expect(statuses.filter((status) => status === "completed")).toHaveLength(2);
  expect((await perform(answerRule.list, ana, {})).data.find(({ id }) => id === made.id)).toMatchObject({
    uses: 2,
    state: "spent",
  });
});

test("rules and what they answered come in pages that join", async () => {
  const made = await rule({ condition: 'context.kind == "paged"', maxUses: 9 });
  for (let n = 0; n < 3; n++) await asked("paged");
  type Page = { data: { id: string }[]; nextCursor: string | null };
  const collect = async (ask: (page: object) => Promise<Page>) => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await ask({ limit: 2, ...(cursor ? { cursor } : {}) });
      ids.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    return ids;
  };
  const uses = await collect((page) => perform(answerRule.uses, ana, { answerRuleId: made.id, ...page }));
  expect(new Set(uses).size).toBe(3);
  const rules = await collect((page) => perform(answerRule.list, ana, page));
  expect(rules).toEqual((await perform(answerRule.list, ana, {})).data.map(({ id }) => id));
  expect(rules.length).toBeGreaterThan(2);
});

test("a revoked rule answers nothing more, nor does one whose condition does not hold or can't be told", async () => {
  const made = await rule({ condition: 'context.kind == "revoked"' });
  await rule({ condition: "context.missing > 3" });
  await perform(answerRule.revoke, tenant.owner, { answerRuleId: made.id, because: "Too hasty" });
  expect(await statusOf((await asked("revoked")).taskId)).toBe("assigned");
  expect(await statusOf((await asked("unheard of")).taskId)).toBe("assigned");
});

test("a rule has an end, a condition that can be read, and is made by admins", async () => {
  await expect(rule({ endsAt: inDays(400) })).rejects.toMatchObject({ errors: [{ path: "endsAt" }] });
  await expect(rule({ condition: "context." })).rejects.toMatchObject({ errors: [{ path: "condition" }] });
  const given = {
    workflow: "asks",
    stepId: "ask",
    condition: "true",
    answer: {},
    maxUses: 1,
    endsAt: inDays(1),
  };
  await expect(perform(answerRule.create, ana, given)).rejects.toMatchObject({ kind: "Forbidden" });
});
