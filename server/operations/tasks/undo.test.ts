import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task } = operations;

let tenant: MadeTenant;
let ana: Actor;
let ben: Actor;

beforeAll(async () => {
  tenant = await makeTenant();
  ana = await makeMember(tenant, "member", { name: "Ana" });
  ben = await makeMember(tenant, "member", { name: "Ben" });
  await makeTeam(tenant, { slug: "l1", members: [ana, ben] });
});

const open = (more: object = {}) =>
  perform(task.create, tenant.owner, { title: "Q", form: { fields: {} }, assignTo: { team: "l1" }, ...more });

test("a claim, a release, a priority and a snooze are taken back, and the timeline says so", async () => {
  const { id: taskId } = await open({ sla: { claimWithin: "1h" }, priority: "low" });
  await perform(task.claim, ana, { taskId });
  expect(await perform(task.undo, ana, { taskId })).toMatchObject({ status: "assigned", claimedBy: null });
  await perform(task.claim, ana, { taskId });
  await perform(task.release, ana, { taskId });
  expect((await perform(task.undo, ana, { taskId })).claimedBy?.name).toBe("Ana");
  await perform(task.update, ana, { taskId, priority: "urgent" });
  expect((await perform(task.undo, ana, { taskId })).priority).toBe("low");
  await perform(task.snooze, ana, { taskId, until: new Date(Date.now() + 3_600_000).toISOString() });
  const woken = await perform(task.undo, ana, { taskId });
  expect(woken.snoozedUntil).toBeNull();
  expect(woken.history.map(({ action }) => action).slice(-4)).toEqual([
    "priorityChanged",
    "priorityChanged",
    "snoozed",
    "woken",
  ]);
});

test("what somebody else has done since stays, and so does an undo", async () => {
  const { id: taskId } = await open();
  await perform(task.update, ana, { taskId, priority: "high" });
  await perform(task.claim, ben, { taskId });
  const nothing = { kind: "Conflict", code: "nothing_to_undo" };
  await expect(perform(task.undo, ana, { taskId })).rejects.toMatchObject(nothing);
  await perform(task.undo, ben, { taskId });
  await expect(perform(task.undo, ben, { taskId })).rejects.toMatchObject(nothing);
});

test("a comment in between is no reason not to undo", async () => {
  const { id: taskId } = await open();
  await perform(task.claim, ana, { taskId });
  await perform(task.comment, ben, { taskId, body: "Good luck" });
  expect((await perform(task.undo, ana, { taskId })).claimedBy).toBeNull();
});

test("a priority that is the same already is no news", async () => {
  const { id: taskId, history } = await open({ priority: "high" });
  const same = await perform(task.update, ana, { taskId, priority: "high" });
  expect(same.history).toEqual(history);
});

test("a cancelled task is over; cancelling it again is no error", async () => {
  const { id: taskId } = await open();
  expect((await perform(task.cancel, ana, { taskId, reason: "Spam" })).status).toBe("cancelled");
  expect((await perform(task.cancel, ana, { taskId })).history.at(-1)?.details).toMatchObject({
    reason: "Spam",
  });
  await expect(perform(task.undo, ana, { taskId })).rejects.toMatchObject({ code: "task_cancelled" });
});
