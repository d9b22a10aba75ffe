import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeKey, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task, inbox, conversation } = operations;
const form = { fields: {} };

let tenant: MadeTenant;
let ana: Actor;
let ben: Actor;

beforeAll(async () => {
  tenant = await makeTenant();
  ana = await makeMember(tenant, "member", { name: "Ana" });
  ben = await makeMember(tenant, "member", { name: "Ben" });
  await makeTeam(tenant, { slug: "l1", members: [ana, ben] });
  await makeTeam(tenant, { slug: "l2" });
});

const open = (title: string, more: object = {}) =>
  perform(task.create, tenant.owner, { title, form, ...more });

async function titles(who: Actor, input: object): Promise<string[]> {
  return (await perform(inbox.list, who, input)).data.map((row) => row.title);
}

/** Who says what, in a conversation of its own. */
async function talk(channel: string, name: string, ...words: string[]): Promise<string> {
  const { id } = await perform(conversation.create, tenant.owner, {
    channel,
    participant: { id: name, name },
  });
  for (const content of words)
    await perform(conversation.append, tenant.owner, { conversationId: id, role: "user", content });
  return id;
}

test("a line says who asks, where, and their last words", async () => {
  const conversationId = await talk("whatsapp", "Cleo", "My parcel is lost", "Hello? Anybody?");
  const { id } = await open("Lost parcel", { conversationId, assignTo: { team: "l1" }, priority: "high" });
  const [row] = (await perform(inbox.list, ana, { ids: [id] })).data;
  expect(row).toMatchObject({
    customer: "Cleo",
    channel: "whatsapp",
    snippet: "Hello? Anybody?",
    priority: "high",
    team: { slug: "l1" },
    holder: null,
    whyNot: { release: "Nobody has claimed it." },
  });
  expect(row?.whyNot).not.toHaveProperty("claim");
});

test("words are found by their beginnings in title, description, context and conversation, all of them", async () => {
  const conversationId = await talk("email", "Dora", "Where is my Überweisung from Grünwald?");
  await open("Zebra crossing", { conversationId });
  await open("Zebra stripes", {
    description: "Quagga",
    context: { order: "Q-4711", quote: 'she said "okapi"' },
  });
  expect(await titles(ana, { text: "zebra" })).toEqual(["Zebra crossing", "Zebra stripes"]);
  expect(await titles(ana, { text: "ZEBRA quag" })).toEqual(["Zebra stripes"]);
  expect(await titles(ana, { text: "q-4711" })).toEqual(["Zebra stripes"]);
  expect(await titles(ana, { text: "okapi" })).toEqual(["Zebra stripes"]);
  expect(await titles(ana, { text: "überw grün" })).toEqual(["Zebra crossing"]);
  // Names of a context's fields are not what it says.
  expect(await titles(ana, { text: "quote" })).toEqual([]);
  expect(await titles(ana, { text: "' | !& (zebra" })).toEqual(["Zebra crossing", "Zebra stripes"]);
});

test("another workspace's words are not found", async () => {
  await open("Xylophone");
  const stranger = await makeTenant();
  expect(await titles(stranger.owner, { text: "xylophone" })).toEqual([]);
  expect(await titles(stranger.owner, { text: "xylophone", view: "teams" })).toEqual([]);
});

test("an answer is found by its task's id and by its run's", async () => {
  const { id } = await open("By id");
  expect(await titles(ana, { text: id })).toEqual(["By id"]);
});

test("my teams' view holds what is mine and my teams' once each, whoever has it", async () => {
  const before = await titles(ana, { view: "teams" });
  const { id } = await open("Held by Ana", { assignTo: { team: "l1" } });
  await perform(task.claim, ana, { taskId: id });
  await open("In the queue", { assignTo: { team: "l1" } });
  await open("Ana's alone", { assignTo: { user: ana.id } });
  await open("Others'", { assignTo: { team: "l2" } });
  const found = (await titles(ana, { view: "teams", sort: "oldest" })).filter(
    (title) => !before.includes(title),
  );
  expect(found).toEqual(["Held by Ana", "In the queue", "Ana's alone"]);
});

test("what somebody else has claimed is not mine, even when it was assigned to me", async () => {
  const { id } = await open("Taken over", { assignTo: { user: ana.id } });
  expect(await titles(ana, { view: "mine", text: "taken over" })).toEqual(["Taken over"]);
  await perform(task.claim, tenant.owner, { taskId: id });
  expect(await titles(ana, { view: "mine", text: "taken over" })).toEqual([]);
  expect(await titles(tenant.owner, { view: "mine", text: "taken over" })).toEqual(["Taken over"]);
});

test("what is snoozed leaves the views of what needs somebody, and waits in its own", async () => {
  const { id } = await open("Later", { assignTo: { user: ben.id } });
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await perform(task.snooze, ben, { taskId: id, until });
  expect(await titles(ben, { view: "mine" })).toEqual([]);
  expect(await titles(ben, { view: "waiting", assignee: "me" })).toEqual(["Later"]);
});

test("filters add up, and each takes several values", async () => {
  const conversationId = await talk("sms", "Eva", "Hi");
  await open("F1", {
    priority: "urgent",
    conversationId,
    assignTo: { team: "l2" },
    sla: { claimWithin: "2h" },
  });
  await open("F2", { priority: "low", assignTo: { team: "l2" } });
  await open("F3", { priority: "low" });
  const found = async (more: object) =>
    (await titles(ana, more)).filter((title) => /^F\d$/.test(title)).sort();
  expect(await found({ priority: "low,urgent" })).toEqual(["F1", "F2", "F3"]);
  expect(await found({ priority: "low,urgent", team: "l2" })).toEqual(["F1", "F2"]);
  expect(await found({ priority: "low", team: "l2,none" })).toEqual(["F2", "F3"]);
  expect(await found({ priority: "low", team: "no-such-team" })).toEqual([]);
  expect(await found({ channel: "sms" })).toEqual(["F1"]);
  expect(await found({ assignee: "none", priority: "urgent" })).toEqual(["F1"]);
  expect(await found({ createdAfter: "-1h", createdBefore: "+1h", priority: "low" })).toEqual(["F2", "F3"]);
  expect(await found({ createdBefore: "-1h" })).toEqual([]);
  expect(await found({ dueBefore: "+3h" })).toEqual(["F1"]);
  await expect(titles(ana, { createdAfter: "yesterday" })).rejects.toMatchObject({ kind: "Invalid" });
});

test("groups say how many, by a key that finds them", async () => {
  const { data } = await perform(inbox.groups, ana, { by: "priority", view: "open" });
  expect(data.map(({ key }) => key)).toEqual(["urgent", "high", "normal", "low"]);
  for (const by of ["team", "assignee", "status", "priority"] as const) {
    const { data: groups } = await perform(inbox.groups, ana, { by, view: "open" });
    for (const { key, count } of groups)
      expect((await titles(ana, { view: "open", [by]: key })).length, `${by} ${key}`).toBe(count);
  }
});

test("a key's claims are the key's own", async () => {
  const { actor: key } = await makeKey(tenant);
  const { id } = await open("For a bot");
  await perform(task.claim, key, { taskId: id });
  expect(await titles(key, { view: "mine" })).toEqual(["For a bot"]);
  const { data } = await perform(inbox.groups, key, { by: "assignee", view: "mine" });
  expect(data).toEqual([{ key: key.id, label: key.name, count: 1 }]);
});
