import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeTenant } from "@/db/factories";
import type { TaskSla } from "@/server/domain/tasks/schema";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const form = { fields: { answer: { type: "textarea" } } };
const times = { claimWithin: "10m", completeWithin: "2h", expireAfter: "24h" };
const minute = 60_000;

let tenant: MadeTenant;

beforeAll(async () => {
  tenant = await makeTenant();
  const spec = { timeZone: "UTC", week: { mon: [["09:00", "09:01"]] } };
  await perform(operations.calendar.put, tenant.owner, { name: "rare", title: "Rare", spec });
  const businessTime = ["completeWithin"];
  const policy = { times, calendar: "rare", businessTime };
  const named = { name: "standard", title: "Standard", isDefault: true };
  await perform(operations.slaPolicy.put, tenant.owner, { ...named, spec: policy });
});

const create = (more: object) => perform(operations.task.create, tenant.owner, { title: "Q", form, ...more });

async function minutes(more: object) {
  const { deadlines, createdAt } = await create(more);
  const left = (dueAt: string) => Math.round((Date.parse(dueAt) - Date.parse(createdAt)) / minute);
  return Object.fromEntries(deadlines.map(({ clock, dueAt }) => [clock, left(dueAt)]));
}

test("a due time that somebody chose takes the place of the answer deadline, and the policy's others go on", async () => {
  // It is a moment, whatever hours the policy's own deadline counts in.
  expect(await minutes({ sla: { usual: true, completeWithin: "90m" } })).toEqual({
    claimWithin: 10,
    completeWithin: 90,
    expireAfter: 24 * 60,
  });
  expect(await minutes({ sla: { completeWithin: "90m" } })).toEqual({ completeWithin: 90 });
});

test("what is due after the policy's expiry does not expire before", async () => {
  expect(await minutes({ sla: { usual: true, completeWithin: "7d" } })).toEqual({
    claimWithin: 10,
    completeWithin: 7 * 24 * 60,
  });
});

test("a chosen due time goes beside what the template says, whether that names a policy or times", async () => {
  const template = async (name: string, sla: TaskSla) =>
    (await perform(operations.template.create, tenant.owner, { name, title: name, form, sla })).id;
  const sla = { usual: true, completeWithin: "3h" };
  const own = await template("own-times", { claimWithin: "5m", completeWithin: "1h" });
  expect(await minutes({ template: own, sla })).toEqual({ claimWithin: 5, completeWithin: 180 });
  const named = await template("named", { policy: "standard", claimWithin: "7m" });
  expect(await minutes({ template: named, sla })).toMatchObject({ claimWithin: 7, completeWithin: 180 });
});

test("the preview tells which clocks a task would have with a due time of its own", async () => {
  const preview = (sla?: TaskSla) =>
    perform(operations.sla.preview, tenant.owner, { priority: "normal", ...(sla ? { sla } : {}) });
  const clocks = async (sla?: TaskSla) =>
    (await preview(sla)).clocks.map(({ clock, withinMs }) => [clock, withinMs / minute]);
  expect(await clocks({ usual: true, completeWithin: "30m" })).toEqual([
    ["claimWithin", 10],
    ["completeWithin", 30],
    ["expireAfter", 24 * 60],
  ]);
  expect(await clocks()).toContainEqual(["completeWithin", 120]);
  expect((await preview({ usual: true, completeWithin: "30m" })).policy?.title).toBe("Standard");
});
