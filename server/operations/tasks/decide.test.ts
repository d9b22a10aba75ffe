import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task, member } = operations;
const form = { fields: { reason: { type: "text", required: true } } };
const yes = { verdict: "approve", formData: { reason: "Fine" } };
const no = { verdict: "reject" };

let tenant: MadeTenant;
let ana: Actor;
let ben: Actor;
let cleo: Actor;
let dora: Actor;

beforeAll(async () => {
  tenant = await makeTenant();
  ana = await makeMember(tenant, "member", { name: "Ana" });
  ben = await makeMember(tenant, "member", { name: "Ben" });
  cleo = await makeMember(tenant, "member", { name: "Cleo" });
  dora = await makeMember(tenant, "member", { name: "Dora" });
  await makeTeam(tenant, { slug: "legal", members: [ana, ben] });
  await makeTeam(tenant, { slug: "finance", members: [cleo] });
});

const people = (...all: Actor[]) => all.map(({ id }) => ({ user: id }));
const ask = async (deciders: object, by = tenant.owner) =>
  (await perform(task.create, by, { title: "Pay?", form, deciders })).id;
const decide = (who: Actor, taskId: string, more: object) => perform(task.decide, who, { taskId, ...more });
const stateOf = async (taskId: string, who = tenant.owner) =>
  (await perform(task.decisions, who, { taskId })).decisions;

test("a quorum of people ends it, and each decision keeps its form", async () => {
  const id = await ask({ quorum: 2, of: people(ana, ben, cleo) });
  expect((await decide(ana, id, yes)).status).not.toBe("completed");
  const done = await decide(cleo, id, { verdict: "approve", formData: { reason: "Budget is there" } });
  expect(done).toMatchObject({ status: "completed", formData: { reason: "Budget is there" } });
  const state = await stateOf(id);
  expect(state?.outcome).toBe("approved");
  expect(state?.seats.map(({ label, decision }) => [label, decision?.formData])).toEqual([
    ["Ana", { reason: "Fine" }],
    ["Ben", undefined],
    ["Cleo", { reason: "Budget is there" }],
  ]);
  await expect(decide(ben, id, yes)).rejects.toMatchObject({ code: "task_already_completed" });
});

test("each team signs off once, by whoever of it is first", async () => {
  const id = await ask({ quorum: 2, of: [{ team: "legal" }, { team: "finance" }] });
  await decide(ana, id, yes);
  await expect(decide(ben, id, yes)).rejects.toMatchObject({ message: "This decision is for others." });
  expect((await decide(cleo, id, yes)).status).toBe("completed");
});

test("one veto ends it, whatever was approved before; without a veto the rest may outvote it", async () => {
  const vetoed = await ask({ quorum: 2, of: people(ana, ben, cleo) });
  await decide(ana, vetoed, yes);
  await decide(ben, vetoed, no);
  expect((await stateOf(vetoed))?.outcome).toBe("rejected");
  const outvoted = await ask({ quorum: 2, veto: false, of: people(ana, ben, cleo) });
  await decide(ana, outvoted, no);
  await decide(ben, outvoted, yes);
  await decide(cleo, outvoted, yes);
  expect((await stateOf(outvoted))?.outcome).toBe("approved");
});

test("a veto and the last approval in the same millisecond make one outcome, and its run goes on once", async () => {
  const steps = {
    ask: {
      kind: "task",
      title: "Pay?",
      form,
      assignTo: { team: "legal" },
      deciders: { quorum: 2, of: people(ana, ben, cleo) },
      next: "done",
    },
    done: { kind: "end", output: "${steps.ask.output}" },
  };
  await perform(operations.workflow.put, tenant.owner, { name: "pay", title: "Pay", start: "ask", steps });
  for (let round = 0; round < 5; round++) {
    const run = await perform(operations.run.start, dora, { workflow: "pay" });
    const id = (await perform(task.list, ana, { runId: run.id })).data[0]?.id ?? "";
    await decide(ana, id, yes);
    const both = await Promise.allSettled([decide(ben, id, yes), decide(cleo, id, no)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const approved = both[0]?.status === "fulfilled";
    const ended = await perform(operations.run.get, ana, { runId: run.id });
    expect(ended).toMatchObject({ status: "completed", output: { approved } });
    const { decisions } = ended.output as { decisions: { by: { name: string }; verdict: string }[] };
    expect(decisions.map(({ by, verdict }) => `${by.name} ${verdict}`)).toEqual([
      "Ana approve",
      approved ? "Ben approve" : "Cleo reject",
    ]);
  }
});

test("one person who decides twice at once decides once", async () => {
  const id = await ask({ quorum: 2, of: [{ team: "legal" }, { user: ana.id }] });
  await Promise.all([decide(ana, id, yes), decide(ana, id, yes)]);
  expect((await stateOf(id))?.seats.filter(({ decision }) => decision)).toHaveLength(1);
  await expect(decide(ana, id, no)).rejects.toMatchObject({ message: "You have decided already." });
});

test("who asked does not decide, unless the task lets them; nor does who started the run", async () => {
  const id = await ask({ quorum: 1, of: people(ana, ben) }, ana);
  await expect(decide(ana, id, yes)).rejects.toMatchObject({ kind: "Forbidden" });
  expect((await stateOf(id, ana))?.whyNot).toBe("You asked for this decision: others have to make it.");
  const own = await ask({ quorum: 1, of: people(ana, ben), allowSelf: true }, ana);
  expect((await decide(ana, own, yes)).status).toBe("completed");
  const run = await perform(operations.run.start, ben, { workflow: "pay" });
  const asked = (await perform(task.list, ana, { runId: run.id })).data[0]?.id ?? "";
  await expect(decide(ben, asked, yes)).rejects.toMatchObject({ kind: "Forbidden" });
});

const leave = (who: Actor) => perform(member.setAvailability, who, { availability: "out" });
const comeBack = (who: Actor) => perform(member.setAvailability, who, { availability: "online" });

test("whoever stands in decides, and both names are kept", async () => {
  await perform(member.delegate, ana, { userId: ana.id, to: ben.id });
  await perform(member.delegate, ben, { userId: ben.id, to: dora.id });
  await Promise.all([ana, ben].map(leave));
  const id = await ask({ quorum: 1, of: people(ana) });
  expect((await stateOf(id, dora))?.onBehalfOf).toBe("Ana");
  await decide(dora, id, yes);
  expect((await stateOf(id))?.seats[0]?.decision).toMatchObject({
    by: { name: "Dora" },
    onBehalfOf: { name: "Ana" },
  });
  const { data } = await perform(operations.notification.list, dora, { unread: true });
  expect(data[0]).toMatchObject({ title: "Your decision is asked for", path: `/tasks/${id}` });
});

test("a stand-in decides while somebody is out, and not before or after", async () => {
  const id = await ask({ quorum: 1, of: people(ana) });
  const given = async () =>
    (await perform(member.list, tenant.owner, { limit: 200 })).data.find(({ userId }) => userId === ana.id)
      ?.delegation?.counts;
  expect(await given()).toBe(true);
  await comeBack(ana);
  expect(await given()).toBe(false);
  await expect(decide(dora, id, yes)).rejects.toMatchObject({ message: "This decision is for others." });
  // Who is only away for a moment decides when they are back.
  await perform(member.setAvailability, ana, { availability: "away" });
  expect((await stateOf(id, dora))?.onBehalfOf).toBeNull();
  await leave(ana);
  // The chain goes as far as people are out.
  await comeBack(ben);
  expect((await stateOf(id, dora))?.onBehalfOf).toBeNull();
  expect((await stateOf(id, ben))?.onBehalfOf).toBe("Ana");
  await leave(ben);
  expect((await stateOf(id, dora))?.onBehalfOf).toBe("Ana");
});

test("a chain of stand-ins comes to an end: no circle, not even from two at once, and five at most", async () => {
  await expect(perform(member.delegate, dora, { userId: dora.id, to: ana.id })).rejects.toMatchObject({
    code: "delegation_cycle",
  });
  await expect(perform(member.delegate, ben, { userId: cleo.id, to: ben.id })).rejects.toMatchObject({
    kind: "Forbidden",
  });
  const [x, y] = [await makeMember(tenant), await makeMember(tenant)];
  const both = await Promise.allSettled([
    perform(member.delegate, x, { userId: x.id, to: y.id }),
    perform(member.delegate, y, { userId: y.id, to: x.id }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);

  const line = await Promise.all(Array.from({ length: 7 }, () => makeMember(tenant)));
  const pass = (from: number) =>
    perform(member.delegate, tenant.owner, { userId: line[from]?.id, to: line[from + 1]?.id });
  for (let from = 0; from < 5; from++) await pass(from);
  await expect(pass(5)).rejects.toMatchObject({ code: "delegation_too_long" });
});

test("a delegation that is over counts no more", async () => {
  const past = new Date(Date.now() - 60_000).toISOString();
  await perform(member.delegate, ana, { userId: ana.id, to: ben.id, until: past });
  const id = await ask({ quorum: 1, of: people(ana) });
  await expect(decide(ben, id, yes)).rejects.toMatchObject({ kind: "Forbidden" });
});

test("an approval needs the whole form, a rejection does not, and one answer is not taken", async () => {
  const id = await ask({ quorum: 1, of: people(ana) });
  await expect(decide(ana, id, { verdict: "approve" })).rejects.toMatchObject({ code: "form_invalid" });
  await expect(
    perform(task.complete, ana, { taskId: id, formData: { reason: "Mine" } }),
  ).rejects.toMatchObject({ kind: "Forbidden" });
  expect((await decide(ana, id, no)).status).toBe("completed");
});

test("those who decide claim nothing, and no clock hurries them to", async () => {
  const sla = {
    claimWithin: "10m",
    completeWithin: "4h",
    escalate: [
      { on: "claimWithin", assignTo: { team: "finance" } },
      { on: "completeWithin", do: "notify" },
    ],
  };
  const deciders = { quorum: 2, of: people(ana, ben) };
  const asked = { title: "Pay?", form, assignTo: { team: "legal" }, deciders, sla } as const;
  const made = await perform(task.create, tenant.owner, asked);
  const clocks = (of: typeof made) => of.deadlines.map(({ clock, act }) => `${clock} ${act}`);
  expect(clocks(made)).toEqual(["completeWithin missed", "completeWithin notify"]);
  await expect(perform(task.claim, ana, { taskId: made.id })).rejects.toMatchObject({
    message: "Its deciders decide without claiming it.",
  });
  expect((await decide(ana, made.id, yes)).claimedBy).toBeNull();
});

test("a policy's claim clock stays away from a sign-off when the policy changes with its team", async () => {
  const spec = { times: { claimWithin: "10m", completeWithin: "4h" } };
  await perform(operations.slaPolicy.put, tenant.owner, { name: "legal", title: "Legal", spec });
  const court = await makeTeam(tenant, { slug: "court", members: [ana] });
  await perform(operations.team.update, tenant.owner, { teamId: court.id, slaPolicy: "legal" });
  const id = await ask({ quorum: 1, of: people(ana) });
  await perform(task.reassign, tenant.owner, { taskId: id, assignTo: { team: "court" } });
  const moved = await perform(task.get, tenant.owner, { taskId: id });
  expect(moved.deadlines.map(({ clock }) => clock)).toEqual(["completeWithin"]);
});

test("a line of the inbox says whether the reader's own word is still missing", async () => {
  const id = await ask({ quorum: 2, of: people(ana, ben) });
  const toDecide = async (who: Actor) =>
    (await perform(operations.inbox.list, who, { ids: [id] })).data.map((row) => row.toDecide);
  expect([await toDecide(ana), await toDecide(cleo), await toDecide(tenant.owner)]).toEqual([
    [true],
    [false],
    [false],
  ]);
  await decide(ana, id, yes);
  expect([await toDecide(ana), await toDecide(ben)]).toEqual([[false], [true]]);
});

const mineOf = async (who: Actor) =>
  (await perform(operations.inbox.list, who, { view: "mine", limit: 200 })).data;

test("mine has what waits for a person's decision, until it is made, and counts it", async () => {
  const count = async (who: Actor) => (await perform(task.counts, who, {})).mine;
  const before = await count(ana);
  const id = await ask({ quorum: 2, of: [{ team: "legal" }, { user: ben.id }] });
  const has = async (who: Actor) => (await mineOf(who)).some((row) => row.id === id);
  expect([await has(ana), await has(ben), await has(cleo), await has(tenant.owner)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(await count(ana)).toBe(before + 1);
  await decide(ana, id, yes);
  expect([await has(ana), await has(ben), await count(ana)]).toEqual([false, true, before]);
  await perform(task.snooze, ben, { taskId: id, until: new Date(Date.now() + 3_600_000).toISOString() });
  expect(await has(ben)).toBe(false);
});

test("a sign-off that somebody also holds is in their list once", async () => {
  const made = await perform(task.create, tenant.owner, {
    title: "Pay?",
    form,
    assignTo: { user: ana.id },
    deciders: { quorum: 1, of: people(ana) },
  });
  expect((await mineOf(ana)).filter(({ id }) => id === made.id)).toHaveLength(1);
});

test("mine and the lines of the inbox agree on whose word is missing, whatever was asked, made or passed on", async () => {
  await perform(member.delegate, ana, { userId: ana.id, to: ben.id });
  await perform(member.delegate, ben, { userId: ben.id, to: dora.id });
  await perform(operations.run.start, ben, { workflow: "pay" });
  const viewer = await makeMember(tenant, "viewer");
  const everybody = [ana, ben, cleo, dora, viewer, tenant.owner];
  const seats = [{ team: "legal" }, { team: "finance" }, ...people(ana, ben, cleo, dora)];
  for (let n = 0; n < 24; n++) {
    const of = seats.filter((_, i) => (n * 7 + i * 5) % 3 === 0 || i === n % seats.length);
    const asker = [ana, ben, tenant.owner][n % 3];
    const id = await ask({ quorum: of.length, of, allowSelf: n % 4 === 0 }, asker);
    // Whoever may not is refused, which is as good here.
    if (n % 2) await decide([ana, cleo, dora][n % 3] ?? ana, id, yes).catch(() => undefined);
  }
  for (const away of [[ana], [ana, ben], []]) {
    for (const who of [ana, ben]) await (away.includes(who) ? leave(who) : comeBack(who));
    for (const who of everybody) {
      const all = (await perform(operations.inbox.list, who, { view: "open", limit: 200 })).data;
      const active = all.filter(({ snoozedUntil }) => snoozedUntil === null);
      const missing = active.filter(({ toDecide, holder }) => toDecide || holder?.id === who.id);
      expect((await mineOf(who)).map(({ id }) => id).sort()).toEqual(missing.map(({ id }) => id).sort());
    }
  }
});
