import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeKey, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { changes } from "@/db/schema/platform";
import { taskPresence } from "@/db/schema/task-work";
import { withSystem } from "@/db/tenancy";
import { stopBoss } from "@/server/jobs/boss";
import { sweepOnce } from "@/server/jobs/sweep";
import { startQueue } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task } = operations;
const form = { fields: { answer: { type: "textarea" }, sure: { type: "boolean" } } };

let tenant: MadeTenant;
let ana: Actor;
let ben: Actor;

beforeAll(async () => {
  await startQueue();
  tenant = await makeTenant();
  ana = await makeMember(tenant, "member", { name: "Ana" });
  ben = await makeMember(tenant, "member", { name: "Ben" });
  await makeTeam(tenant, { slug: "l1", members: [ana, ben] });
});
afterAll(() => stopBoss());

const open = (more: object = {}) =>
  perform(task.create, tenant.owner, { title: "Q", form, assignTo: { team: "l1" }, ...more });
const lookers = async (who: Actor, taskId: string) =>
  (await perform(task.presence, who, { taskId })).data.map(({ name, typing }) => [name, typing]);
const told = (taskId: string) =>
  withSystem("test", async (tx) => {
    const rows = await tx.select().from(changes).where(eq(changes.entityId, taskId));
    return rows.filter(({ topic }) => topic === "presence").length;
  });

test("others see who looks and who types before they begin, and oneself is not among them", async () => {
  const { id: taskId } = await open();
  const [first, second] = await Promise.all([ana, ben].map((who) => perform(task.look, who, { taskId })));
  // Of two who come at once at least one sees the other, and both do from then on.
  expect((first?.others.length ?? 0) + (second?.others.length ?? 0)).toBeGreaterThan(0);
  await perform(task.look, ben, { taskId, typing: true });
  expect(await lookers(ana, taskId)).toEqual([["Ben", true]]);
  expect(await lookers(ben, taskId)).toEqual([["Ana", false]]);
  await perform(task.lookAway, ben, { taskId });
  expect(await lookers(ana, taskId)).toEqual([]);
});

test("open pages hear of coming, typing and going, and not of each renewal", async () => {
  const { id: taskId } = await open();
  await perform(task.look, ana, { taskId });
  await perform(task.look, ana, { taskId });
  expect(await told(taskId)).toBe(1);
  await perform(task.look, ana, { taskId, typing: true });
  await perform(task.look, ana, { taskId, typing: true });
  expect(await told(taskId)).toBe(2);
  await perform(task.lookAway, ana, { taskId });
  await perform(task.lookAway, ana, { taskId });
  expect(await told(taskId)).toBe(3);
});

test("who says nothing more is gone, their draft stays, and open pages hear of it", async () => {
  const { id: taskId, revision } = await open();
  await perform(task.look, ana, { taskId, typing: true });
  await perform(task.saveDraft, ana, { taskId, formData: { answer: "Half a" }, device: "laptop", revision });
  await withSystem("test", (tx) =>
    tx
      .update(taskPresence)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(taskPresence.taskId, taskId)),
  );
  expect(await lookers(ben, taskId)).toEqual([]);
  await sweepOnce();
  expect(await told(taskId)).toBe(2);
  const { draft } = await perform(task.draft, ana, { taskId });
  expect(draft).toMatchObject({ formData: { answer: "Half a" }, device: "laptop" });
});

test("a key looks without being seen, and keeps no draft", async () => {
  const { id: taskId, revision } = await open();
  const { actor } = await makeKey(tenant);
  await perform(task.look, actor, { taskId });
  await perform(task.saveDraft, actor, { taskId, formData: { answer: "x" }, device: "bot", revision });
  expect(await lookers(ana, taskId)).toEqual([]);
  expect((await perform(task.draft, actor, { taskId })).draft).toBeNull();
});

test("a draft is its writer's alone, and gone when it is sent", async () => {
  const { id: taskId, revision } = await open();
  await perform(task.saveDraft, ana, { taskId, formData: { answer: "A" }, device: "laptop", revision });
  await perform(task.saveDraft, ben, { taskId, formData: { answer: "B" }, device: "laptop", revision });
  expect((await perform(task.draft, ben, { taskId })).draft?.formData).toEqual({ answer: "B" });
  await perform(task.complete, ana, { taskId, formData: { answer: "A" } });
  expect((await perform(task.draft, ana, { taskId })).draft).toBeNull();
  // Ben's answer was not sent: it is there to compare.
  expect((await perform(task.draft, ben, { taskId })).draft?.formData).toEqual({ answer: "B" });
});

test("one device does not overwrite what another wrote since, unknown to it", async () => {
  const { id: taskId, revision } = await open();
  const save = (device: string, answer: string, since?: string) =>
    perform(task.saveDraft, ana, {
      taskId,
      formData: { answer },
      device,
      revision,
      ...(since ? { since } : {}),
    });
  const { savedAt } = await save("laptop", "One");
  await save("phone", "One and two", savedAt);
  await expect(save("laptop", "One and three", savedAt)).rejects.toMatchObject({
    code: "draft_elsewhere",
    details: { draft: { device: "phone", formData: { answer: "One and two" } } },
  });
  const { draft } = await perform(task.draft, ana, { taskId });
  await save("laptop", "One and three", draft?.savedAt);
  expect((await perform(task.draft, ana, { taskId })).draft?.formData).toEqual({ answer: "One and three" });
});

test("where only the owner may answer, others are told to claim first, admins and keys too", async () => {
  const { id: taskId } = await open({ replyBy: "owner" });
  const { actor } = await makeKey(tenant);
  for (const who of [ana, tenant.owner, actor]) {
    await expect(perform(task.complete, who, { taskId, formData: {} })).rejects.toMatchObject({
      kind: "Forbidden",
      message: "Only its owner may answer. Claim it first.",
    });
  }
  await perform(task.claim, ana, { taskId });
  await expect(perform(task.complete, ben, { taskId, formData: {} })).rejects.toMatchObject({
    code: "task_already_claimed",
  });
  expect((await perform(task.complete, ana, { taskId, formData: {} })).status).toBe("completed");
});

test("a suggestion is kept as far as it fits the form, and what became of it is recorded", async () => {
  const suggestion = { answer: "Please restart it.", sure: "perhaps", other: 1 };
  const cases = [
    [{ answer: "Please restart it." }, "accepted"],
    [{ answer: "Please restart it twice." }, "changed"],
    [{ answer: "No idea" }, "unused"],
  ] as const;
  for (const [formData, use] of cases) {
    const made = await open({ suggestion });
    expect(made.suggestion).toEqual({ answer: "Please restart it." });
    const done = await perform(task.complete, ana, { taskId: made.id, formData });
    expect(done.suggestionUse).toBe(use);
    expect(done.history.at(-1)).toMatchObject({ action: "completed", details: { suggestion: use } });
  }
});

test("a workflow's step suggests an answer and says who may give one", async () => {
  const steps = {
    ask: {
      kind: "task",
      title: "Refund?",
      form,
      assignTo: { team: "l1" },
      suggestion: { answer: "${input.guess}", sure: true },
      replyBy: "owner",
      next: "done",
    },
    done: { kind: "end" },
  };
  await perform(operations.workflow.put, tenant.owner, { name: "suggests", title: "S", start: "ask", steps });
  await perform(operations.run.start, tenant.owner, { workflow: "suggests", input: { guess: "Yes" } });
  const { data } = await perform(task.list, ana, { text: "Refund?" });
  const seen = await perform(task.get, ana, { taskId: data[0]?.id });
  expect(seen).toMatchObject({ suggestion: { answer: "Yes", sure: true }, replyBy: "owner" });
});
