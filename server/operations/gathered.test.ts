import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeKey, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { auditLog } from "@/db/schema/platform";
import { withTenant } from "@/db/tenancy";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

// Calls that come at the same time share a transaction; nobody may notice but by the time that it takes.

testDatabase();
const { run, task, workflow } = operations;
const form = { fields: { answer: { type: "text", required: true } } };
const ask = (next: string) => ({ kind: "task", title: "Q", form, assignTo: { team: "l1" }, next });
const MANY = 40;

let tenant: MadeTenant;
let other: MadeTenant;
let bot: Actor;

beforeAll(async () => {
  tenant = await makeTenant();
  other = await makeTenant();
  for (const one of [tenant, other]) {
    await makeTeam(one, { slug: "l1", members: [one.owner] });
    await perform(workflow.put, one.owner, {
      name: "ask",
      title: "Ask",
      start: "ask",
      steps: { ask: ask("done"), done: { kind: "end", output: "${steps.ask.output.answer}" } },
    });
  }
  bot = (await makeKey(tenant)).actor;
});

const many = <T>(act: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: MANY }, (_, n) => act(n)));
const start = (who: Actor) => perform(run.start, who, { workflow: "ask" });
const started = async (who: Actor) => (await start(who)).waitingFor[0]?.taskId as string;
const answer = (who: Actor, taskId: string, text: unknown) =>
  perform(task.complete, who, { taskId, formData: { answer: text } });

test("every answer of many at once is its own, reaches its own run, and has its own line in the audit log", async () => {
  const runs = await many(() => start(bot));
  expect(new Set(runs.map(({ id }) => id)).size).toBe(MANY);
  const asked = runs.map(({ waitingFor }) => waitingFor[0]?.taskId as string);
  const answered = await many((n) => answer(bot, asked[n] as string, `answer ${n}`));
  expect(answered.map(({ id }) => id)).toEqual(asked);
  const ended = await many((n) => perform(run.get, bot, { runId: runs[n]?.id }));
  expect(ended.map(({ output }) => output)).toEqual(runs.map((_, n) => `answer ${n}`));
  for (const taskId of asked) {
    const lines = await withTenant(tenant.tenantId, (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.resourceId, taskId)),
    );
    expect(lines.map(({ operation }) => operation)).toEqual(["task.complete"]);
  }
});

test("those that fail do not fail the others, and are each told why", async () => {
  const asked = await many(() => started(bot));
  const answers = await Promise.allSettled(
    asked.map((taskId, n) => answer(bot, n % 10 ? taskId : crypto.randomUUID(), n % 7 ? "yes" : "")),
  );
  for (const [n, one] of answers.entries()) {
    if (n % 10 && n % 7) expect(one.status).toBe("fulfilled");
    else expect(one).toMatchObject({ reason: { kind: n % 10 ? "Invalid" : "NotFound" } });
  }
});

test("of many who answer one task at once, one wins and all others hear who", async () => {
  const taskId = await started(bot);
  const people = await Promise.all([1, 2, 3, 4, 5].map(() => makeMember(tenant, "admin")));
  const answers = await Promise.allSettled(people.map((who, n) => answer(who, taskId, `${n}`)));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const one of answers) {
    if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "task_already_completed" });
  }
});

test("two tasks of one run are answered at once, and both answers stay", async () => {
  await perform(workflow.put, tenant.owner, {
    name: "both",
    title: "Both",
    start: "fan",
    steps: {
      fan: { kind: "parallel", branches: { a: "a", b: "b" }, next: "done" },
      a: ask("@join"),
      b: ask("@join"),
      done: { kind: "end" },
    },
  });
  const { id, waitingFor } = await perform(run.start, bot, { workflow: "both" });
  const asked = waitingFor.flatMap(({ taskId }) => taskId ?? []);
  expect(asked).toHaveLength(2);
  await Promise.all([...asked.map((taskId) => answer(bot, taskId, "yes")), start(bot), start(bot)]);
  expect((await perform(run.get, bot, { runId: id })).status).toBe("completed");
});

test("calls of several workspaces at once stay in theirs", async () => {
  const asked = await many((n) => started(n % 2 ? bot : other.owner));
  const seen = await Promise.allSettled(asked.map((taskId) => perform(task.get, bot, { taskId })));
  expect(seen.map(({ status }) => status)).toEqual(asked.map((_, n) => (n % 2 ? "fulfilled" : "rejected")));
});
