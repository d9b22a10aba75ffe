import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { taskPauses } from "@/db/schema/task-work";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
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
const form = { fields: {} };
const sla = { claimWithin: "10m", completeWithin: "1h", expireAfter: "1d" };

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
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** Moves all that a task keeps of time into the past, as if so many minutes had gone by. */
async function letPass(taskId: string, minutes: number): Promise<void> {
  const back = (at: Date | null) => at && new Date(at.getTime() - minutes * 60_000);
  await withSystem("test", async (tx) => {
    const [row] = await tx.select().from(tasks).where(eq(tasks.id, taskId));
    await tx
      .update(tasks)
      .set({ snoozedUntil: back(row?.snoozedUntil ?? null), nextDueAt: back(row?.nextDueAt ?? null) })
      .where(eq(tasks.id, taskId));
    for (const d of await tx.select().from(taskDeadlines).where(eq(taskDeadlines.taskId, taskId))) {
      const set = { dueAt: back(d.dueAt) ?? d.dueAt, stoppedAt: back(d.stoppedAt) };
      await tx.update(taskDeadlines).set(set).where(eq(taskDeadlines.id, d.id));
    }
  });
}

/** Minutes that each of a task's clocks has left, and whether it stands. */
async function clocks(taskId: string): Promise<Record<string, [number, "runs" | "stands"]>> {
  const { deadlines } = await perform(task.get, tenant.owner, { taskId });
  return Object.fromEntries(
    deadlines.map(({ clock, dueAt, stoppedAt }) => {
      const from = stoppedAt ? Date.parse(stoppedAt) : Date.now();
      return [clock, [Math.round((Date.parse(dueAt) - from) / 60_000), stoppedAt ? "stands" : "runs"]];
    }),
  );
}

const pausesOf = (taskId: string) =>
  withSystem("test", (tx) => tx.select().from(taskPauses).where(eq(taskPauses.taskId, taskId)));

test("a snoozed task's clocks stand still, and run on from there when it is woken", async () => {
  const { id } = await open({ sla });
  const snoozed = await perform(task.snooze, ana, { taskId: id, until: inMinutes(60) });
  expect(snoozed.sla.nextDueAt).toBeNull();
  await letPass(id, 30);
  expect(await clocks(id)).toEqual({
    claimWithin: [10, "stands"],
    completeWithin: [60, "stands"],
    expireAfter: [1440, "stands"],
  });
  const woken = await perform(task.wake, ana, { taskId: id });
  expect(woken.snoozedUntil).toBeNull();
  expect(await clocks(id)).toEqual({
    claimWithin: [10, "runs"],
    completeWithin: [60, "runs"],
    expireAfter: [1440, "runs"],
  });
  expect(woken.history.map(({ action }) => action)).toEqual(["created", "assigned", "snoozed", "woken"]);
  expect(await pausesOf(id)).toMatchObject([
    { reason: "snoozed", by: { name: "Ana" }, endedAt: expect.any(Date) },
  ]);
});

test("the sweep wakes what is due, once, and tells who holds it", async () => {
  const { id } = await open();
  await perform(task.claim, ben, { taskId: id });
  await perform(task.snooze, ben, { taskId: id, until: inMinutes(5) });
  await sweepOnce();
  expect((await perform(task.get, ana, { taskId: id })).snoozedUntil).not.toBeNull();
  await letPass(id, 6);
  await Promise.all([sweepOnce(), sweepOnce(), sweepOnce()]);
  const woken = await perform(task.get, ana, { taskId: id });
  expect(woken.snoozedUntil).toBeNull();
  expect(woken.history.filter(({ action }) => action === "woken")).toHaveLength(1);
  const told = await perform(operations.notification.list, ben, { unread: true });
  expect(told.data.filter(({ kind }) => kind === "task.woken")).toMatchObject([{ path: `/tasks/${id}` }]);
});

test("a wait ends when the customer writes, and not when anybody else does", async () => {
  const conversation = await perform(operations.conversation.create, tenant.owner, {
    participant: { id: "c" },
  });
  const say = (role: string) =>
    perform(operations.conversation.append, tenant.owner, {
      conversationId: conversation.id,
      role,
      content: "Hi",
    });
  const { id } = await open({ sla, conversationId: conversation.id });
  await perform(task.claim, ana, { taskId: id });
  expect((await perform(task.wait, ana, { taskId: id })).waitingSince).not.toBeNull();
  await say("assistant");
  await say("human");
  expect((await perform(task.get, ana, { taskId: id })).waitingSince).not.toBeNull();
  await say("user");
  const back = await perform(task.get, ana, { taskId: id });
  expect(back.waitingSince).toBeNull();
  expect(back.history.at(-1)).toMatchObject({
    action: "waitingEnded",
    details: { because: "customer_wrote" },
  });
  // Claimed meanwhile: its claim clock goes on standing.
  expect(await clocks(id)).toMatchObject({ claimWithin: [10, "stands"], completeWithin: [60, "runs"] });
  const told = await perform(operations.notification.list, ana, { unread: true });
  expect(told.data[0]).toMatchObject({ kind: "task.customerWrote", body: "Hi" });
});

test("clocks held for two reasons run again when both are gone", async () => {
  const { id } = await open({ sla });
  await perform(task.wait, ana, { taskId: id });
  await perform(task.snooze, ana, { taskId: id, until: inMinutes(60) });
  await perform(task.wake, ana, { taskId: id });
  expect((await clocks(id)).completeWithin).toEqual([60, "stands"]);
  await perform(task.stopWaiting, ana, { taskId: id });
  expect((await clocks(id)).completeWithin).toEqual([60, "runs"]);
});

test("a release while it is put off does not start the claim clock", async () => {
  const { id } = await open({ sla });
  await perform(task.claim, ana, { taskId: id });
  await perform(task.snooze, ana, { taskId: id, until: inMinutes(60) });
  await perform(task.release, ana, { taskId: id });
  expect((await clocks(id)).claimWithin).toEqual([10, "stands"]);
  await perform(task.wake, ana, { taskId: id });
  expect((await clocks(id)).claimWithin).toEqual([10, "runs"]);
});

test("what another holds can't be put off, and no time in the past is taken", async () => {
  const { id } = await open();
  await perform(task.claim, ana, { taskId: id });
  const refused = perform(task.snooze, ben, { taskId: id, until: inMinutes(5) });
  await expect(refused).rejects.toMatchObject({ code: "task_already_claimed" });
  const past = perform(task.snooze, ana, { taskId: id, until: inMinutes(-5) });
  await expect(past).rejects.toMatchObject({ errors: [{ path: "until" }] });
});

test("a reassignment wakes it, and an answer ends its pauses", async () => {
  const moved = await open({ sla });
  await perform(task.snooze, ana, { taskId: moved.id, until: inMinutes(60) });
  const back = await perform(task.reassign, ana, { taskId: moved.id, assignTo: { user: ben.id } });
  expect(back.snoozedUntil).toBeNull();
  expect((await clocks(moved.id)).claimWithin).toEqual([10, "runs"]);

  const done = await open({ sla });
  await perform(task.wait, ana, { taskId: done.id });
  await perform(task.complete, ana, { taskId: done.id, formData: {} });
  expect(await pausesOf(done.id)).toMatchObject([{ endedAt: expect.any(Date) }]);
  expect((await perform(task.get, ana, { taskId: done.id })).waitingSince).toBeNull();
});
