import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task, team, member, conversation } = operations;
const form = { fields: {} };

let tenant: MadeTenant;
let people: Actor[];

beforeAll(async () => {
  tenant = await makeTenant();
  people = [];
  for (const name of ["Ada", "Ben", "Cleo"]) people.push(await makeMember(tenant, "member", { name }));
});

let made = 0;
async function aTeam(strategy: "round-robin" | "load-balanced" | "manual") {
  return makeTeam(tenant, { slug: `t${made++}`, strategy, members: people });
}
const open = (slug: string, more: Record<string, unknown> = {}) =>
  perform(task.create, tenant.owner, { title: "Q", form, assignTo: { team: slug }, ...more });
const person = (i: number) => people[i] ?? tenant.owner;
const names = (opened: Awaited<ReturnType<typeof open>>[]) =>
  opened.map((one) => one.assignedTo.user?.name ?? null).toSorted();

async function everybodyOnline() {
  for (const who of people) await perform(member.setAvailability, who, { availability: "online" });
}

test("capacity holds when many tasks open at once; the rest waits in the queue", async () => {
  const { id: teamId, slug } = await aTeam("load-balanced");
  for (const [i, capacity] of [2, 1, 0].entries()) {
    await perform(team.updateMember, tenant.owner, { teamId, userId: person(i).id, capacity });
  }
  const opened = await Promise.all(Array.from({ length: 5 }, () => open(slug)));
  expect(names(opened)).toEqual(["Ada", "Ada", "Ben", null, null]);
});

test("a task that wants skills goes to whoever has most of them", async () => {
  const { id: teamId, slug } = await aTeam("round-robin");
  await perform(team.updateMember, tenant.owner, { teamId, userId: person(1).id, skills: ["french"] });
  await perform(team.updateMember, tenant.owner, {
    teamId,
    userId: person(2).id,
    skills: ["french", "billing"],
  });
  const opened = [];
  for (const skills of [["french", "billing"], ["billing", "french"], ["tax"]])
    opened.push(await open(slug, { skills }));
  expect(opened.map((one) => one.assignedTo.user?.name).slice(0, 2)).toEqual(["Cleo", "Cleo"]);
  const why = await perform(task.assignment, tenant.owner, { taskId: opened[0]?.id });
  expect(why).toMatchObject({
    kind: "strategy",
    user: { name: "Cleo" },
    assignment: { strategy: "round-robin", reason: "turn", skills: ["french", "billing"] },
  });
  expect(why.assignment?.candidates.find(({ name }) => name === "Ben")?.skills).toEqual(["french"]);
  for (const i of [1, 2])
    await perform(team.updateMember, tenant.owner, { teamId, userId: person(i).id, skills: [] });
});

test("a customer comes back to who answered them last, unless the team would rather not", async () => {
  const { id: teamId, slug } = await aTeam("round-robin");
  const talk = await perform(conversation.create, tenant.owner, { participant: { id: "customer-7" } });
  const first = await open(slug, { conversationId: talk.id });
  const agent = people.find(({ id }) => id === first.assignedTo.user?.id) ?? tenant.owner;
  await perform(task.complete, agent, { taskId: first.id, formData: {} });
  const again = await perform(conversation.create, tenant.owner, { participant: { id: "customer-7" } });
  const back = await open(slug, { conversationId: again.id });
  expect(back.assignedTo.user?.id).toBe(agent.id);
  const why = await perform(task.assignment, tenant.owner, { taskId: back.id });
  expect(why.assignment?.reason).toBe("sticky");
  await perform(team.update, tenant.owner, { teamId, sticky: false });
  const next = await open(slug, { conversationId: again.id });
  expect(next.assignedTo.user?.id).not.toBe(agent.id);
});

test("whoever goes away hands on what they have not claimed, keeps what they have, and gets no more", async () => {
  const { slug } = await aTeam("round-robin");
  const opened = await Promise.all(Array.from({ length: 6 }, () => open(slug)));
  const ada = person(0);
  const [kept, given] = opened.filter((one) => one.assignedTo.user?.id === ada.id);
  await perform(task.claim, ada, { taskId: kept?.id });
  const { member: seat, moved } = await perform(member.setAvailability, ada, { availability: "away" });
  expect(seat.availability).toBe("away");
  expect(moved).toBeGreaterThanOrEqual(1);
  const after = await perform(task.get, tenant.owner, { taskId: given?.id });
  expect(["Ben", "Cleo"]).toContain(after.assignedTo.user?.name);
  expect(after.history.at(-1)).toMatchObject({
    action: "reassigned",
    details: { reason: "away", from: "Ada" },
  });
  expect(await perform(task.get, tenant.owner, { taskId: kept?.id })).toMatchObject({
    claimedBy: { name: "Ada" },
  });
  expect(names([await open(slug), await open(slug), await open(slug)])).not.toContain("Ada");
  await everybodyOnline();
});

test("nobody is there: the task waits in the queue, and goes to who comes back", async () => {
  const { slug } = await aTeam("load-balanced");
  for (const who of people) {
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await perform(member.setAvailability, who, { availability: "out", until });
  }
  const opened = await open(slug);
  expect(opened.assignedTo.user).toBeNull();
  const why = await perform(task.assignment, tenant.owner, { taskId: opened.id });
  expect(why.assignment).toMatchObject({ reason: "nobody", chosen: null });
  expect(why.assignment?.candidates.map(({ passedOver }) => passedOver)).toEqual(["out", "out", "out"]);
  await perform(member.setAvailability, person(1), { availability: "online" });
  const after = await perform(task.get, tenant.owner, { taskId: opened.id });
  expect(after.assignedTo.user?.name).toBe("Ben");
  await everybodyOnline();
});

test("whose time out of the office is over is there again by themselves", async () => {
  const until = new Date(Date.now() + 300).toISOString();
  await perform(member.setAvailability, person(0), { availability: "out", until });
  await expect
    .poll(async () => {
      const { data } = await perform(member.list, tenant.owner, { query: "Ada" });
      return data[0]?.availability;
    })
    .toBe("online");
});

test("nobody says of somebody else that they are away, but those who manage people", async () => {
  const away = { userId: person(1).id, availability: "away" };
  await expect(perform(member.setAvailability, person(0), away)).rejects.toMatchObject({ kind: "Forbidden" });
  await perform(member.setAvailability, tenant.owner, away);
  await everybodyOnline();
});

test("why me is answered for a task that a person sent, and for one in a queue", async () => {
  const { slug } = await aTeam("manual");
  const opened = await open(slug);
  expect(await perform(task.assignment, tenant.owner, { taskId: opened.id })).toMatchObject({
    kind: "queue",
  });
  await perform(task.reassign, tenant.owner, { taskId: opened.id, assignTo: { user: person(2).id } });
  const why = await perform(task.assignment, person(2), { taskId: opened.id });
  expect(why).toMatchObject({ kind: "named", user: { name: "Cleo" }, placedBy: { id: tenant.owner.id } });
});
