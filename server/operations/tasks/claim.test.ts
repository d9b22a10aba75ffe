import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task } = operations;
const form = { fields: { answer: { type: "textarea", required: true }, sure: { type: "boolean" } } };

let tenant: MadeTenant;
let ana: Actor;
let ben: Actor;
let outsider: Actor;
let viewer: Actor;

beforeAll(async () => {
  tenant = await makeTenant();
  ana = await makeMember(tenant, "member", { name: "Ana" });
  ben = await makeMember(tenant, "member", { name: "Ben" });
  outsider = await makeMember(tenant, "member", { name: "Otto" });
  viewer = await makeMember(tenant, "viewer");
  await makeTeam(tenant, { slug: "l1", members: [ana, ben] });
  await makeTeam(tenant, { slug: "l2", members: [outsider] });
});

const open = (more: object = {}) =>
  perform(task.create, tenant.owner, { title: "Q", form, assignTo: { team: "l1" }, ...more });

test("two agents who claim at once get one winner and one clear answer", async () => {
  const { id } = await open();
  const both = await Promise.allSettled([ana, ben].map((who) => perform(task.claim, who, { taskId: id })));
  expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  const lost = both.find((one) => one.status === "rejected");
  const now = await perform(task.get, ana, { taskId: id });
  expect(now.status).toBe("claimed");
  expect(lost?.reason).toMatchObject({
    kind: "Conflict",
    code: "task_already_claimed",
    message: `${now.claimedBy?.name} has claimed this task.`,
  });
  expect(now.history.filter((entry) => entry.action === "claimed")).toHaveLength(1);
});

test("claiming again what one holds is no error and no second line in the timeline", async () => {
  const { id } = await open();
  await perform(task.claim, ana, { taskId: id });
  const again = await perform(task.claim, ana, { taskId: id });
  expect(again.history.filter((entry) => entry.action === "claimed")).toHaveLength(1);
});

test("a member of another team may not claim, and is told why", async () => {
  const { id } = await open();
  await expect(perform(task.claim, outsider, { taskId: id })).rejects.toMatchObject({ kind: "Forbidden" });
  const seen = await perform(task.get, outsider, { taskId: id });
  expect(seen.may.claim).toBe(false);
  expect(seen.whyNot.claim).toBe("It is with another team.");
});

test("a viewer sees a task and may do nothing with it", async () => {
  const { id } = await open();
  const seen = await perform(task.get, viewer, { taskId: id });
  expect(Object.values(seen.may)).toEqual(Object.values(seen.may).map(() => false));
  await expect(perform(task.claim, viewer, { taskId: id })).rejects.toMatchObject({ kind: "Forbidden" });
});

test("a release puts the task back, and another may claim it", async () => {
  const { id } = await open();
  await perform(task.claim, ana, { taskId: id });
  await expect(perform(task.release, ben, { taskId: id })).rejects.toMatchObject({
    code: "task_already_claimed",
  });
  const released = await perform(task.release, ana, { taskId: id });
  expect(released).toMatchObject({ status: "assigned", claimedBy: null });
  expect((await perform(task.claim, ben, { taskId: id })).claimedBy?.name).toBe("Ben");
});

test("only the claimer may complete what is claimed", async () => {
  const { id } = await open();
  await perform(task.claim, ana, { taskId: id });
  const answer = { taskId: id, formData: { answer: "42" } };
  await expect(perform(task.complete, ben, answer)).rejects.toMatchObject({ code: "task_already_claimed" });
  const done = await perform(task.complete, ana, answer);
  expect(done).toMatchObject({
    status: "completed",
    completedVia: "dashboard",
    formData: { answer: "42", sure: false },
  });
  expect(done.completedBy?.name).toBe("Ana");
});

test("two deciders in the same millisecond make one decision; the other is told who, when and where", async () => {
  const { id } = await open();
  const answers = ["yes", "no"].map((answer, i) =>
    perform(task.complete, i === 0 ? ana : ben, { taskId: id, formData: { answer } }),
  );
  const both = await Promise.allSettled(answers);
  const lost = both.find((one) => one.status === "rejected");
  const done = await perform(task.get, ana, { taskId: id });
  expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  expect(lost?.reason).toMatchObject({
    code: "task_already_completed",
    details: { completedBy: done.completedBy, completedAt: done.completedAt, completedVia: "dashboard" },
  });
});

test("the same answer sent twice gives the first result", async () => {
  const { id } = await open();
  const first = await perform(task.complete, ana, { taskId: id, formData: { answer: "same" } });
  const second = await perform(task.complete, ben, { taskId: id, formData: { answer: "same" } });
  expect(second.completedBy).toEqual(first.completedBy);
  expect(second.history).toEqual(first.history);
});

test("an answer bound to an old revision is refused and changes nothing", async () => {
  const { id, revision } = await open();
  const stale = { taskId: id, formData: { answer: "x" }, revision: revision + 1 };
  await expect(perform(task.complete, ana, stale)).rejects.toMatchObject({
    code: "task_changed",
    details: { revision },
  });
  expect((await perform(task.get, ana, { taskId: id })).status).toBe("assigned");
});

test("a form with errors names each field and closes nothing", async () => {
  const { id } = await open();
  await expect(
    perform(task.complete, ana, { taskId: id, formData: { sure: "perhaps", extra: 1 } }),
  ).rejects.toMatchObject({
    code: "form_invalid",
    errors: [
      { path: "formData.extra", message: "is not a field of this form" },
      { path: "formData.answer", message: "is required" },
      { path: "formData.sure", message: "must be yes or no" },
    ],
  });
  expect((await perform(task.get, ana, { taskId: id })).status).toBe("assigned");
});

test("a closed task takes nothing but comments", async () => {
  const { id } = await open();
  await perform(task.complete, ana, { taskId: id, formData: { answer: "done" } });
  await expect(perform(task.claim, ben, { taskId: id })).rejects.toMatchObject({
    code: "task_already_completed",
  });
  await expect(perform(task.reassign, ana, { taskId: id, assignTo: { team: "l2" } })).rejects.toMatchObject({
    code: "task_already_completed",
  });
  await perform(task.comment, ben, { taskId: id, body: "Well done" });
  expect((await perform(task.get, ana, { taskId: id })).comments.map((c) => c.body)).toEqual(["Well done"]);
});

test("a reassignment takes the task from its claimer and tells the timeline", async () => {
  const { id } = await open();
  await perform(task.claim, ana, { taskId: id });
  const moved = await perform(task.reassign, ana, {
    taskId: id,
    assignTo: { team: "l2" },
    note: "Needs billing",
  });
  expect(moved).toMatchObject({ status: "assigned", claimedBy: null, assignedTo: { team: { slug: "l2" } } });
  expect(moved.history.at(-1)).toMatchObject({
    action: "reassigned",
    details: { to: "l2", from: "Ana", note: "Needs billing" },
  });
  await expect(
    perform(task.reassign, ana, { taskId: id, assignTo: { team: "nobody" } }),
  ).rejects.toMatchObject({ kind: "Forbidden" });
  await expect(
    perform(task.reassign, tenant.owner, { taskId: id, assignTo: { team: "nobody" } }),
  ).rejects.toMatchObject({ code: "unknown_assignee" });
});
