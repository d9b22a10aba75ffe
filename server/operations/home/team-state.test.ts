import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeMember, makeTeam, makeTenant } from "@/db/factories";
import { tasks } from "@/db/schema/tasks";
import { withTenant } from "@/db/tenancy";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { home, task } = operations;
const form = { fields: {} };

test("what is open, claimed, late and answered is counted as a whole, by team and by person", async () => {
  const tenant = await makeTenant();
  const worker = await makeMember(tenant);
  const team = await makeTeam(tenant, { name: "Billing", members: [worker] });
  const idle = await makeTeam(tenant, { name: "Idle" });
  const open = (title: string, toTeam = true) =>
    perform(task.create, tenant.owner, { title, form, ...(toTeam ? { assignTo: { team: team.id } } : {}) });
  const [oldest, , claimed, answered] = [
    await open("Oldest"),
    await open("Free", false),
    await open("Claimed"),
    await open("Answered"),
  ];
  await perform(task.claim, worker, { taskId: claimed.id });
  await perform(task.claim, worker, { taskId: answered.id });
  await perform(task.complete, worker, { taskId: answered.id, formData: {} });
  await withTenant(tenant.tenantId, (tx, now) =>
    tx.update(tasks).set({ breachedAt: now }).where(eq(tasks.id, claimed.id)),
  );
  const state = await perform(home.teamState, tenant.owner, {});
  expect(state.all).toMatchObject({ open: 3, unclaimed: 2, claimed: 1, breached: 1, completedToday: 1 });
  expect(state.all.oldest).toMatchObject({ taskId: oldest.id, title: "Oldest" });
  expect(state.all.medianAnswerMs).toBeGreaterThanOrEqual(0);
  expect(state.teams).toMatchObject([
    { id: team.id, open: 2, claimed: 1, completedToday: 1, oldest: { taskId: oldest.id } },
    { id: idle.id, open: 0, completedToday: 0, medianAnswerMs: null, oldest: null },
    { id: null, open: 1, unclaimed: 1 },
  ]);
  expect(state.people[0]).toMatchObject({ id: worker.id, claimed: 1, breached: 1, completedToday: 1 });
});

test("today begins at midnight where the reader is", async () => {
  const { owner } = await makeTenant();
  const at = async (timeZone: string) => new Date((await perform(home.teamState, owner, { timeZone })).since);
  const hourThere = (date: Date, timeZone: string) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(date);
  for (const timeZone of ["UTC", "Asia/Tokyo", "America/St_Johns"]) {
    expect(hourThere(await at(timeZone), timeZone)).toBe("00:00");
  }
});

test("the team's state is for those who manage it", async () => {
  const tenant = await makeTenant();
  const member = await makeMember(tenant);
  await expect(perform(home.teamState, member, {})).rejects.toMatchObject({ kind: "Forbidden" });
});
