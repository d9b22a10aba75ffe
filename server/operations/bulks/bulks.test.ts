import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant } from "@/db/factories";
import type { BulkView } from "@/server/domain/bulks/schema";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task, bulk, member } = operations;
const form = { fields: { answer: { type: "text" } } };

let tenant: MadeTenant;
let ana: Actor;
let ben: Actor;

let worker: Awaited<ReturnType<typeof startWorker>>;

beforeAll(async () => {
  worker = await startWorker();
  tenant = await makeTenant();
  ana = await makeMember(tenant, "member", { name: "Ana" });
  ben = await makeMember(tenant, "member", { name: "Ben" });
  await makeTeam(tenant, { slug: "l1", members: [ana, ben] });
  await makeTeam(tenant, { slug: "l2" });
});

afterAll(() => worker.stop());

async function open(title: string, more: object = {}): Promise<string> {
  return (await perform(task.create, tenant.owner, { title, form, assignTo: { team: "l1" }, ...more })).id;
}

const many = (title: string, count: number, more: object = {}) =>
  Promise.all(Array.from({ length: count }, (_, i) => open(`${title} ${i}`, more)));

/** What came of it, once it is through. */
async function finished(who: Actor, { id }: { id: string }): Promise<BulkView> {
  const ask = () => perform(bulk.get, who, { bulkId: id });
  await expect.poll(ask, { timeout: 20_000 }).toMatchObject({ finished: true });
  return ask();
}

test("each task has its own outcome, and those that could not be done say why", async () => {
  const [first, second, taken] = await many("Claimable", 3);
  const elsewhere = await open("Elsewhere", { assignTo: { team: "l2" } });
  await perform(task.claim, ben, { taskId: taken });
  const taskIds = [first, second, taken, elsewhere];
  const started = await perform(bulk.start, ana, { action: { type: "claim" }, taskIds });
  expect(started).toMatchObject({ total: 4, finished: false });
  const { done, refused, problems } = await finished(ana, started);
  expect({ done, refused }).toEqual({ done: 2, refused: 2 });
  expect(problems.map(({ title, problem }) => `${title}: ${problem}`).sort()).toEqual([
    "Claimable 2: Ben has claimed this task.",
    "Elsewhere: It is with another team.",
  ]);
  const claimed = await perform(task.list, ana, { assignee: "me", ids: taskIds });
  expect(claimed.data.map(({ id }) => id).sort()).toEqual([first, second].sort());
});

test("everything that a filter means is done, in pieces, and taken back but for what has moved on", async () => {
  const ids = await many("Mass", 120, { priority: "low" });
  const action = { type: "priority", priority: "urgent" };
  const started = await perform(bulk.start, ana, { action, filter: { text: "mass", view: "open" } });
  expect(await finished(ana, started)).toMatchObject({ total: 120, done: 120, refused: 0, mayUndo: true });
  await perform(task.claim, ben, { taskId: ids[0] });
  const undone = await finished(ana, await perform(bulk.undo, ana, { bulkId: started.id }));
  expect(undone).toMatchObject({ total: 120, done: 119, refused: 1, mayUndo: false });
  const { data } = await perform(task.list, ana, { text: "mass", priority: "urgent" });
  expect(data.map(({ id }) => id)).toEqual([ids[0]]);
});

test("a reassignment is taken back to the very same hands", async () => {
  const [one, two] = await many("Moved", 2);
  await perform(task.claim, ben, { taskId: one });
  const action = { type: "reassign", assignTo: { team: "l2" } };
  const moved = await perform(bulk.start, ana, { action, taskIds: [one, two] });
  await finished(ana, moved);
  await finished(ana, await perform(bulk.undo, ana, { bulkId: moved.id }));
  const at = async (taskId: string | undefined) => {
    const { status, claimedBy, assignedTo } = await perform(task.get, ana, { taskId });
    return { status, by: claimedBy?.name, team: assignedTo.team?.slug };
  };
  expect(await at(one)).toEqual({ status: "claimed", by: "Ben", team: "l1" });
  expect(await at(two)).toEqual({ status: "assigned", by: undefined, team: "l1" });
});

test("cancelled tasks tell the runs that asked, and stay cancelled", async () => {
  const name = "asks";
  const ask = { kind: "task", title: "Ask", form, assignTo: { team: "l1" }, next: "done", onError: "sorry" };
  const steps = { ask, done: { kind: "end" }, sorry: { kind: "end", output: { sorry: true } } };
  await perform(operations.workflow.put, tenant.owner, { name, title: "Asks", start: "ask", steps });
  const run = await perform(operations.run.start, tenant.owner, { workflow: name });
  const action = { type: "cancel", reason: "Not needed" };
  const started = await perform(bulk.start, ana, { action, filter: { workflow: [name] } });
  expect(await finished(ana, started)).toMatchObject({ done: 1, mayUndo: false });
  expect(await perform(operations.run.get, ana, { runId: run.id })).toMatchObject({
    status: "completed",
    output: { sorry: true },
  });
  await expect(perform(bulk.undo, ana, { bulkId: started.id })).rejects.toMatchObject({ kind: "Conflict" });
});

test("nothing is done as somebody whose seat is gone", async () => {
  const leaver = await makeMember(tenant, "admin");
  const [one] = await many("Left", 1);
  await worker.stop();
  const started = await perform(bulk.start, leaver, { action: { type: "claim" }, taskIds: [one] });
  await perform(member.deactivate, tenant.owner, { userId: leaver.id });
  worker = await startWorker();
  expect(await finished(tenant.owner, started)).toMatchObject({ done: 0, refused: 1 });
});

test("others do not see how far somebody is, admins do", async () => {
  const started = await perform(bulk.start, ana, {
    action: { type: "claim" },
    taskIds: await many("Seen", 1),
  });
  await expect(perform(bulk.get, ben, { bulkId: started.id })).rejects.toMatchObject({ kind: "NotFound" });
  expect(await perform(bulk.get, tenant.owner, { bulkId: started.id })).toMatchObject({ total: 1 });
});
