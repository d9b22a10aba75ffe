import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
import { withSystem } from "@/db/tenancy";
import type { PolicySpec } from "@/server/domain/sla/schema";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { retargetCalendar } from "@/server/operations/sla/retarget-calendar";
import { missDeadline } from "@/server/operations/tasks/miss-deadline";
import { type Actor, systemActor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task, calendar, slaPolicy, escalationChain, team, sla, conversation } = operations;
const form = { fields: {} };
const MINUTE = 60_000;

let tenant: MadeTenant;
let owner: Actor;
let mia: Actor;

beforeAll(async () => {
  tenant = await makeTenant();
  owner = tenant.owner;
  mia = await makeMember(tenant, "member", { name: "Mia" });
  await makeTeam(tenant, { slug: "l1", members: [mia] });
  await makeTeam(tenant, { slug: "l2", name: "Level two", members: [mia] });
});

async function policy(
  name: string,
  spec: Partial<PolicySpec> & Pick<PolicySpec, "times">,
  isDefault = false,
) {
  return perform(slaPolicy.put, owner, { name, title: name, spec, isDefault });
}
const open = (more: Record<string, unknown> = {}) =>
  perform(task.create, owner, { title: "Q", form, assignTo: { team: "l1" }, ...more });

type Opened = Awaited<ReturnType<typeof open>>;

/** Minutes from the making of the task to each clock's end. */
function minutes({ deadlines, createdAt }: Opened): Record<string, number> {
  return Object.fromEntries(
    deadlines
      .filter(({ act }) => act === "missed" || act === "expire")
      .map(({ clock, dueAt }) => [clock, Math.round((Date.parse(dueAt) - Date.parse(createdAt)) / MINUTE)]),
  );
}

/** Lets a task's deadlines of these acts come due, and does what they ask for. */
async function fire(taskId: string, which: (row: typeof taskDeadlines.$inferSelect) => boolean) {
  const rows = await withSystem("look at deadlines", (tx) =>
    tx.select().from(taskDeadlines).where(eq(taskDeadlines.taskId, taskId)),
  );
  for (const row of rows.filter((one) => one.firedAt === null && which(one))) {
    await withSystem("let a deadline pass", (tx, now) =>
      tx
        .update(taskDeadlines)
        .set({ dueAt: new Date(now.getTime() - 1_000) })
        .where(eq(taskDeadlines.id, row.id)),
    );
    await perform(missDeadline, systemActor(tenant.tenantId), { deadlineId: row.id });
  }
  return perform(task.get, owner, { taskId });
}

test("the nearest word counts: the call's times, its policy, the team's, the workspace's", async () => {
  await policy("standard", { times: { completeWithin: "8h" } }, true);
  await policy("silver", { times: { completeWithin: "4h", claimWithin: "30m" } });
  await policy("gold", { times: { completeWithin: "1h", claimWithin: "5m" } });
  expect(minutes(await open())).toEqual({ completeWithin: 480 });
  const { data } = await perform(team.list, owner, {});
  const teamId = data.find(({ slug }) => slug === "l2")?.id;
  await perform(team.update, owner, { teamId, slaPolicy: "silver" });
  expect(minutes(await open({ assignTo: { team: "l2" } }))).toEqual({ claimWithin: 30, completeWithin: 240 });
  const gold = await open({ assignTo: { team: "l2" }, sla: { policy: "gold" } });
  expect(minutes(gold)).toEqual({ claimWithin: 5, completeWithin: 60 });
  const mixed = await open({ sla: { policy: "gold", completeWithin: "2h" } });
  expect(minutes(mixed)).toEqual({ claimWithin: 5, completeWithin: 120 });
  expect(minutes(await open({ sla: { completeWithin: "3h" } }))).toEqual({ completeWithin: 180 });
  expect(minutes(await open({ sla: {} }))).toEqual({});
});

test("a workflow's policy counts for steps that say nothing, before its team's", async () => {
  await policy("flow", { times: { claimWithin: "7m" } });
  const ask = { kind: "task", title: "Q", form, assignTo: { team: "l2" }, next: "done" };
  const steps = { ask, done: { kind: "end" } };
  await perform(operations.workflow.put, owner, { name: "ask", title: "Ask", start: "ask", steps });
  await perform(operations.workflow.update, owner, { name: "ask", slaPolicy: "flow" });
  const run = await perform(operations.run.start, owner, { workflow: "ask" });
  const { data } = await perform(task.list, owner, { runId: run.id });
  const opened = await perform(task.get, owner, { taskId: data[0]?.id });
  expect(minutes(opened)).toEqual({ claimWithin: 7 });
});

test("an unknown policy fails the call, is refused by teams and templates, and one that is named stays", async () => {
  const { data } = await perform(team.list, owner, {});
  const named = { teamId: data[0]?.id, slaPolicy: "platinum" };
  await expect(perform(team.update, owner, named)).rejects.toMatchObject({
    message: 'There is no SLA policy "platinum" in this workspace.',
    errors: [{ path: "slaPolicy" }],
  });
  const template = { name: "T", title: "T", form, sla: { policy: "silver", calendar: "lunar" } };
  await expect(perform(operations.template.create, owner, template)).rejects.toMatchObject({
    code: "unknown_sla",
    errors: [{ path: "sla.calendar" }],
  });
  await expect(open({ sla: { policy: "platinum" } })).rejects.toMatchObject({ code: "unknown_sla" });
  await expect(perform(slaPolicy.delete, owner, { name: "silver" })).rejects.toMatchObject({
    code: "sla_in_use",
  });
});

test("a default is not deleted while it is one: what nothing is named for counts by it", async () => {
  const { owner: chief } = await makeTenant();
  const office = {
    name: "hours",
    title: "Hours",
    spec: { timeZone: "UTC", week: { mon: [["09:00", "17:00"]] }, holidays: [] },
  };
  const usual = { name: "usual", title: "Usual", spec: { times: { completeWithin: "2h" } } };
  await perform(calendar.put, chief, { ...office, isDefault: true });
  await perform(slaPolicy.put, chief, { ...usual, isDefault: true });
  await expect(perform(calendar.delete, chief, { name: "hours" })).rejects.toMatchObject({
    code: "sla_is_default",
    message: "The calendar Hours is the workspace's default. Choose another default first, or none.",
  });
  await expect(perform(slaPolicy.delete, chief, { name: "usual" })).rejects.toMatchObject({
    kind: "Conflict",
    code: "sla_is_default",
  });
  await perform(slaPolicy.put, chief, { ...usual, name: "other", isDefault: true });
  await perform(calendar.put, chief, { ...office, isDefault: false });
  await perform(slaPolicy.delete, chief, { name: "usual" });
  await perform(calendar.delete, chief, { name: "hours" });
  expect((await perform(slaPolicy.list, chief, {})).data).toMatchObject([{ name: "other", isDefault: true }]);
});

test("an urgent task has its own times, and another priority gives a task its own with what is used up", async () => {
  await policy("tiers", {
    times: { completeWithin: "10h" },
    priorities: { urgent: { completeWithin: "1h" } },
  });
  expect(minutes(await open({ sla: { policy: "tiers" }, priority: "urgent" }))).toEqual({
    completeWithin: 60,
  });
  await perform(escalationChain.put, owner, {
    name: "raise",
    title: "Raise",
    spec: { steps: [{ on: "completeWithin", before: "9h", do: "raise", priority: "urgent" }] },
  });
  const opened = await open({ sla: { policy: "tiers", escalation: "raise" } });
  const raised = await fire(opened.id, ({ escalation }) => escalation !== null);
  expect(raised.priority).toBe("urgent");
  expect(minutes(raised)).toEqual({ completeWithin: 60 });
  expect(raised.history.map(({ action }) => action)).toContain("retargeted");
});

test("times in a calendar count its hours, and a changed calendar moves what is open", async () => {
  const closedToday = { timeZone: "UTC", week: { mon: [["09:00", "17:00"]] }, holidays: [] };
  await perform(calendar.put, owner, { name: "mondays", title: "Mondays", spec: closedToday });
  const opened = await open({ sla: { completeWithin: "2h", calendar: "mondays" } });
  const due = new Date(opened.deadlines[0]?.dueAt ?? "");
  const inside = due.getUTCHours() < 17 || (due.getUTCHours() === 17 && due.getUTCMinutes() === 0);
  expect([due.getUTCDay(), due.getUTCHours() >= 9, inside]).toEqual([1, true, true]);
  const always = Object.fromEntries(
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]]),
  );
  await perform(calendar.put, owner, {
    name: "mondays",
    title: "Mondays",
    spec: { ...closedToday, week: always },
  });
  await perform(retargetCalendar, systemActor(tenant.tenantId), { calendar: "mondays" });
  const moved = await perform(task.get, owner, { taskId: opened.id });
  expect(minutes(moved)).toEqual({ completeWithin: 120 });
  expect(moved.history.at(-1)).toMatchObject({ action: "retargeted", details: { reason: "calendar" } });
});

test("another team's SLA counts from a reassignment on, where the task had its team's", async () => {
  const opened = await open();
  const moved = await perform(task.reassign, owner, { taskId: opened.id, assignTo: { team: "l2" } });
  expect(minutes(moved)).toEqual({ claimWithin: 30, completeWithin: 240 });
  const own = await open({ sla: { completeWithin: "3h" } });
  const kept = await perform(task.reassign, owner, { taskId: own.id, assignTo: { team: "l2" } });
  expect(minutes(kept)).toEqual({ completeWithin: 180 });
});

test("a policy says which clocks a pause holds", async () => {
  await policy("patient", {
    times: { claimWithin: "10m", completeWithin: "1h" },
    pauses: { waiting: ["completeWithin"] },
  });
  const opened = await open({ sla: { policy: "patient" } });
  const waiting = await perform(task.wait, owner, { taskId: opened.id });
  const stands = Object.fromEntries(
    waiting.deadlines.map(({ clock, stoppedAt }) => [clock, stoppedAt !== null]),
  );
  expect(stands).toEqual({ claimWithin: false, completeWithin: true });
});

test("a person's first word halts the response clock, and the customer's next starts the next", async () => {
  const talk = await perform(conversation.create, owner, { participant: { id: "c1" } });
  const say = (role: string) =>
    perform(conversation.append, owner, { conversationId: talk.id, role, content: "Hello" });
  const opened = await open({
    conversationId: talk.id,
    sla: { firstResponseWithin: "15m", nextResponseWithin: "5m" },
  });
  expect(minutes(opened)).toEqual({ firstResponseWithin: 15 });
  const look = async () => (await perform(task.get, owner, { taskId: opened.id })).deadlines;
  await say("user");
  expect(await look()).toHaveLength(1);
  await say("assistant");
  await say("human");
  expect(await look()).toMatchObject([{ clock: "firstResponseWithin", metAt: expect.any(String) }]);
  await say("user");
  await say("user");
  expect((await look()).filter(({ clock }) => clock === "nextResponseWithin")).toHaveLength(1);
  await say("human");
  expect(await look()).toHaveLength(1);
});

test("a chain warns, hands on to the next and sends it up, each told in the timeline", async () => {
  const people = [await makeMember(tenant), await makeMember(tenant)];
  await makeTeam(tenant, { slug: "turns", strategy: "round-robin", members: people });
  const steps = [
    { on: "claimWithin", before: "2m", do: "notify" },
    { on: "claimWithin", do: "next" },
    { on: "claimWithin", after: "5m", assignTo: { team: "l2" } },
  ];
  await perform(escalationChain.put, owner, { name: "ladder", title: "Ladder", spec: { steps } });
  await policy("ladder", { times: { claimWithin: "10m" }, escalation: "ladder" });
  const opened = await open({ assignTo: { team: "turns" }, sla: { policy: "ladder" } });
  const first = opened.assignedTo.user?.id;
  const warned = await fire(opened.id, ({ escalation }) => escalation === 0);
  expect(warned.history.at(-1)).toMatchObject({ action: "escalated", details: { act: "notify", told: 1 } });
  const next = await fire(opened.id, ({ escalation }) => escalation === 1);
  expect(next.assignedTo.user?.id).not.toBe(first);
  expect(people.map(({ id }) => id)).toContain(next.assignedTo.user?.id);
  const up = await fire(opened.id, ({ escalation }) => escalation === 2);
  expect(up).toMatchObject({ escalationLevel: 2, assignedTo: { team: { slug: "l2" } } });
});

test("a step that repeats comes again, and again", async () => {
  const steps = [{ on: "completeWithin", do: "notify", repeat: { every: "30m", times: 2 } }];
  await perform(escalationChain.put, owner, { name: "nag", title: "Nag", spec: { steps } });
  const opened = await open({ sla: { completeWithin: "1h", escalation: "nag" } });
  const made = Date.parse(opened.createdAt);
  const told = opened.deadlines
    .filter(({ act }) => act === "notify")
    .map(({ dueAt }) => Date.parse(dueAt) - made);
  expect(told.map((ms) => Math.round(ms / MINUTE))).toEqual([60, 90, 120]);
});

test("a missed clock is told apart while its task is open and once it was done late", async () => {
  const opened = await open({ sla: { claimWithin: "10m", completeWithin: "1h" } });
  const missed = await fire(opened.id, ({ clock }) => clock === "claimWithin");
  const claim = (one: Opened) => one.deadlines.find(({ clock }) => clock === "claimWithin");
  expect(claim(missed)).toMatchObject({ firedAt: expect.any(String), metAt: null });
  const claimed = await perform(task.claim, mia, { taskId: opened.id });
  expect(claim(claimed)).toMatchObject({ firedAt: expect.any(String), metAt: expect.any(String) });
  const found = async (filter: object) => {
    const { data } = await perform(task.list, owner, { ids: [opened.id], ...filter });
    return data.length;
  };
  expect([await found({ missed: "open" }), await found({ missed: "late" })]).toEqual([0, 1]);
  expect([
    await found({ missedClock: ["claimWithin"] }),
    await found({ missedClock: ["completeWithin"] }),
  ]).toEqual([1, 0]);
});

test("what is open keeps its policy's version; the next task gets the new one", async () => {
  await policy("moving", { times: { completeWithin: "1h" } });
  const before = await open({ sla: { policy: "moving" } });
  await policy("moving", { times: { completeWithin: "2h" } });
  expect(minutes(await perform(task.get, owner, { taskId: before.id }))).toEqual({ completeWithin: 60 });
  expect(minutes(await open({ sla: { policy: "moving" } }))).toEqual({ completeWithin: 120 });
  const [kept] = await withSystem("look at a task", (tx) =>
    tx.select().from(tasks).where(eq(tasks.id, before.id)),
  );
  expect(kept?.sla?.policy).toEqual({ name: "moving", version: 1 });
});

test("a preview tells what comes when, and which hours are closed", async () => {
  const week = Object.fromEntries(
    ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "17:00"]]]),
  );
  const spec = { timeZone: "Europe/Berlin", week };
  await perform(calendar.put, owner, { name: "office", title: "Office", spec, isDefault: true });
  const seen = await perform(sla.preview, owner, {
    at: "2026-11-20T15:30:00Z",
    spec: {
      times: { completeWithin: "1h", expireAfter: "7d" },
      businessTime: ["completeWithin"],
      escalation: "nag",
    },
  });
  expect(seen.calendar).toMatchObject({ name: "office", timeZone: "Europe/Berlin" });
  expect(seen.events.map(({ at, act }) => `${at} ${act}`)).toEqual([
    "2026-11-23T08:30:00.000Z missed",
    "2026-11-23T08:30:00.000Z notify",
    "2026-11-23T09:00:00.000Z notify",
    "2026-11-23T09:30:00.000Z notify",
    "2026-11-27T15:30:00.000Z expire",
  ]);
  expect(seen.closed[0]).toEqual({ from: "2026-11-20T16:00:00.000Z", until: "2026-11-23T08:00:00.000Z" });
  const none = await perform(sla.preview, owner, { policy: "standard" });
  expect(none).toMatchObject({ source: "step", policy: { name: "standard" } });
});
