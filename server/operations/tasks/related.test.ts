import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { stopBoss } from "@/server/jobs/boss";
import { sweepOnce } from "@/server/jobs/sweep";
import { startQueue } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task, conversation } = operations;
const form = { fields: { answer: { type: "textarea", required: true } } };

let tenant: MadeTenant;
let ana: Actor;
let ben: Actor;

beforeAll(async () => {
  await startQueue();
  tenant = await makeTenant();
  ana = await makeMember(tenant, "member", { name: "Ana" });
  ben = await makeMember(tenant, "member", { name: "Ben" });
  await makeTeam(tenant, { slug: "l1", members: [ana] });
  await makeTeam(tenant, { slug: "l2", members: [ben] });
  const ask = { kind: "task", title: "Asked", form, assignTo: { team: "l1" }, next: "done" };
  const steps = { ask, done: { kind: "end", output: "${steps.ask.output}" } };
  await perform(operations.workflow.put, tenant.owner, { name: "asks", title: "Asks", start: "ask", steps });
});
afterAll(() => stopBoss());

const open = async (more: object = {}) =>
  (await perform(task.create, tenant.owner, { title: "Q", form, assignTo: { team: "l1" }, ...more })).id;
const get = (taskId: string) => perform(task.get, ana, { taskId });
const linksOf = async (taskId: string) =>
  (await perform(task.related, ana, { taskId })).links.map(({ task, kind, direction }) => [
    task.title,
    kind,
    direction,
  ]);

async function asked(): Promise<{ runId: string; taskId: string }> {
  const { id: runId } = await perform(operations.run.start, tenant.owner, { workflow: "asks" });
  const { data } = await perform(task.list, ana, { runId });
  return { runId, taskId: data[0]?.id ?? "" };
}

test("a duplicate waits with its clocks held, and its run goes on with the answer of the original", async () => {
  const original = await open();
  const { runId, taskId } = await asked();
  const merged = await perform(task.merge, ana, { taskId, into: original });
  expect(merged).toMatchObject({ mergedInto: original, status: "assigned" });
  expect(merged.whyNot.complete).toContain("merged into another task");
  await expect(perform(task.claim, ana, { taskId })).rejects.toMatchObject({ kind: "Forbidden" });
  await perform(task.complete, ana, { taskId: original, formData: { answer: "Both of you" } });
  await Promise.all([sweepOnce(), sweepOnce()]);
  expect(await get(taskId)).toMatchObject({
    status: "completed",
    formData: { answer: "Both of you" },
    completedBy: { name: "Ana" },
  });
  expect(await perform(operations.run.get, ana, { runId })).toMatchObject({
    status: "completed",
    output: { answer: "Both of you", answeredBy: { name: "Ana" } },
  });
});

test("an answer that does not fit the duplicate's form makes it a task of its own again", async () => {
  const original = await open();
  const duplicate = await open({
    form: { fields: { yes: { type: "boolean" } } },
    sla: { completeWithin: "1h" },
  });
  expect((await perform(task.merge, ana, { taskId: duplicate, into: original })).sla.nextDueAt).toBeNull();
  await perform(task.complete, ana, { taskId: original, formData: { answer: "Words" } });
  await sweepOnce();
  const back = await get(duplicate);
  expect(back).toMatchObject({
    status: "assigned",
    mergedInto: null,
    waitingSince: null,
    may: { complete: true },
  });
  expect(back.sla.nextDueAt).not.toBeNull();
  expect(back.history.at(-1)).toMatchObject({
    action: "unmerged",
    details: { because: "answer_does_not_fit" },
  });
});

test("neither a task with itself, nor into a closed task or a duplicate, may one merge; and a merge is undone", async () => {
  const [a, b, c] = [await open(), await open(), await open()];
  await expect(perform(task.merge, ana, { taskId: a, into: a })).rejects.toMatchObject({ kind: "Invalid" });
  await perform(task.merge, ana, { taskId: a, into: b });
  await expect(perform(task.merge, ana, { taskId: c, into: a })).rejects.toMatchObject({
    code: "task_is_duplicate",
  });
  expect(await linksOf(b)).toEqual([["Q", "duplicate", "to"]]);
  expect(await perform(task.unmerge, ana, { taskId: a })).toMatchObject({
    mergedInto: null,
    may: { claim: true },
  });
  expect(await linksOf(b)).toEqual([]);
  await perform(task.complete, ana, { taskId: b, formData: { answer: "Done" } });
  await expect(perform(task.merge, ana, { taskId: c, into: b })).rejects.toMatchObject({
    code: "task_closed",
  });
});

test("what is split off is a task of its own, linked, with the same question behind it", async () => {
  const id = await open({ context: { order: "A-1" }, priority: "high" });
  const parts = [{ title: "Ask the carrier" }, { title: "Pay it back", assignTo: { team: "l2" } }];
  const split = await perform(task.split, ana, { taskId: id, parts });
  expect(split.task.status).toBe("assigned");
  expect(await linksOf(id)).toEqual([
    ["Pay it back", "split", "to"],
    ["Ask the carrier", "split", "to"],
  ]);
  const part = await perform(task.get, ben, { taskId: split.partIds[1] });
  expect(part).toMatchObject({
    priority: "high",
    context: { order: "A-1" },
    assignedTo: { team: { slug: "l2" } },
  });
});

test("a link is seen from both sides and removed from either", async () => {
  const [a, b] = [await open({ title: "A" }), await open({ title: "B" })];
  await perform(task.link, ana, { taskId: a, otherId: b });
  await perform(task.link, ana, { taskId: b, otherId: a });
  expect([await linksOf(a), await linksOf(b)]).toEqual([
    [["B", "related", "from"]],
    [["A", "related", "to"]],
  ]);
  await perform(task.unlink, ana, { taskId: b, otherId: a });
  expect(await linksOf(a)).toEqual([]);
});

test("a transfer carries its note to the other team, and needs one", async () => {
  const id = await open();
  await expect(perform(task.transfer, ana, { taskId: id, team: "l2", note: " " })).rejects.toMatchObject({
    kind: "Invalid",
  });
  const moved = await perform(task.transfer, ana, { taskId: id, team: "l2", note: "The customer is upset" });
  expect(moved.assignedTo.team?.slug).toBe("l2");
  expect(moved.history.at(-1)).toMatchObject({
    details: { note: "The customer is upset", transferred: true },
  });
});

test("a customer's earlier conversations and tasks are beside the task, and no other customer's", async () => {
  const start = async (customer: string) =>
    (await perform(conversation.create, tenant.owner, { channel: "whatsapp", participant: { id: customer } }))
      .id;
  const [first, second, other] = [await start("lena"), await start("lena"), await start("otto")];
  const earlier = await open({ title: "Earlier", conversationId: first });
  await open({ title: "Other", conversationId: other });
  const now = await open({ title: "Now", conversationId: second });
  const { customer } = await perform(task.related, ana, { taskId: now });
  expect(customer?.conversations.map(({ id }) => id)).toEqual([first]);
  expect(customer?.tasks.map(({ id }) => id)).toEqual([earlier]);
});

test("whom a comment mentions is told, oneself is not, and strangers can't be mentioned", async () => {
  const id = await open();
  const comment = { taskId: id, body: "@Ben can you look?", mentions: [ben.id, ana.id] };
  const made = await perform(task.comment, ana, comment);
  expect(made.mentions.map(({ name }) => name).sort()).toEqual(["Ana", "Ben"]);
  const told = await perform(operations.notification.list, ben, { unread: true });
  expect(told.data[0]).toMatchObject({
    kind: "task.mentioned",
    body: "@Ben can you look?",
    path: `/tasks/${id}`,
  });
  expect(
    (await perform(operations.notification.list, ana, { unread: true })).data.map((n) => n.kind),
  ).not.toContain("task.mentioned");
  const stranger = await makeTenant();
  const refused = perform(task.comment, ana, { taskId: id, body: "Hi", mentions: [stranger.owner.id] });
  await expect(refused).rejects.toMatchObject({ errors: [{ path: "mentions" }] });
});

test("a canned answer has a shortcut of its own, and variables that can be filled in", async () => {
  const { cannedAnswer } = operations;
  const hello = { shortcut: "hello", title: "Hello", body: "Hello {{customer.name}}" };
  const made = await perform(cannedAnswer.create, ana, hello);
  await expect(perform(cannedAnswer.create, ben, hello)).rejects.toMatchObject({ code: "shortcut_taken" });
  const bad = perform(cannedAnswer.create, ben, { ...hello, shortcut: "x", body: "{{password}}" });
  await expect(bad).rejects.toMatchObject({ errors: [{ path: "body" }] });
  await perform(cannedAnswer.update, ana, { cannedAnswerId: made.id, title: "Good day", shortcut: "hello" });
  expect((await perform(cannedAnswer.list, ben, { text: "good" })).data.map(({ id }) => id)).toEqual([
    made.id,
  ]);
  await perform(cannedAnswer.delete, ben, { cannedAnswerId: made.id });
  expect((await perform(cannedAnswer.list, ben, {})).data).toEqual([]);
});

test("what a task may repeat begins with its customer's tasks, then alike titles, then the newest", async () => {
  const { owner } = tenant;
  const talk = async (customer: string) =>
    (await perform(conversation.create, owner, { channel: "whatsapp", participant: { id: customer } })).id;
  const title = "Refund of the blue kettle";
  const open = async (title: string, more: object = {}) =>
    (await perform(task.create, owner, { title, form, ...more })).id;
  const theirs = await open("Something else altogether", { conversationId: await talk("kettle-lena") });
  const done = await open(title, { conversationId: await talk("kettle-lena") });
  await perform(task.complete, owner, { taskId: done, formData: { answer: "Paid" } });
  const alike = await open("Refund of the red kettle", { conversationId: await talk("max") });
  await open("Refund of the blue kettle?", { deciders: { quorum: 1, of: [{ user: ana.id }] } });
  const newest = await open("Opening hours");
  const repeated = await open(title, { conversationId: await talk("kettle-lena") });
  const offered = async (text?: string) =>
    (await perform(task.originals, ana, { taskId: repeated, ...(text ? { text } : {}) })).data;
  const all = await offered();
  expect(all.slice(0, 3).map(({ id, because }) => [id, because])).toEqual([
    [theirs, "customer"],
    [alike, "title"],
    [newest, "recent"],
  ]);
  expect(all[0]?.customer).toBe("kettle-lena");
  expect((await offered("red kettle")).map(({ id }) => id)).toEqual([alike]);
});
