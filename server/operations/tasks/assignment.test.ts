import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task } = operations;
const form = { fields: {} };

let tenant: MadeTenant;
let people: Actor[];

beforeAll(async () => {
  tenant = await makeTenant();
  people = [];
  for (let i = 0; i < 3; i++) people.push(await makeMember(tenant));
  await makeTeam(tenant, { slug: "turns", strategy: "round-robin", members: people });
  await makeTeam(tenant, { slug: "loads", strategy: "load-balanced", members: people });
  await makeTeam(tenant, { slug: "queue", strategy: "manual", members: people });
});

const open = (team: string) => perform(task.create, tenant.owner, { title: "Q", form, assignTo: { team } });
const assignees = (opened: Awaited<ReturnType<typeof open>>[]) => opened.map((t) => t.assignedTo.user?.id);

function tally(ids: (string | undefined)[]): number[] {
  return people.map((p) => ids.filter((id) => id === p.id).length);
}

test("round-robin gives everybody the same number of tasks, also when they open at once", async () => {
  const opened = await Promise.all(Array.from({ length: 9 }, () => open("turns")));
  expect(tally(assignees(opened))).toEqual([3, 3, 3]);
});

test("load-balanced gives a task to who has fewest open", async () => {
  const first = await Promise.all(Array.from({ length: 3 }, () => open("loads")));
  const free = first[0];
  if (!free) throw new Error("no task was opened");
  await perform(task.complete, tenant.owner, { taskId: free.id, formData: {} });
  const next = await open("loads");
  expect(next.assignedTo.user?.id).toBe(free.assignedTo.user?.id);
});

test("manual leaves a task in the team's queue until it is claimed", async () => {
  const opened = await open("queue");
  expect(opened).toMatchObject({ status: "assigned", assignedTo: { team: { slug: "queue" }, user: null } });
});

test("whoever is deactivated gets no more turns", async () => {
  const leaving = people[2];
  if (!leaving) throw new Error("nobody to leave");
  await perform(operations.member.deactivate, tenant.owner, { userId: leaving.id });
  const opened = await Promise.all(Array.from({ length: 4 }, () => open("turns")));
  expect(tally(assignees(opened))).toEqual([2, 2, 0]);
});

test("those a task waits for are told, and nobody else", async () => {
  const [first, second] = people;
  if (!first || !second) throw new Error("nobody to tell");
  const opened = await perform(task.create, tenant.owner, {
    title: "For one",
    form,
    assignTo: { user: first.id },
  });
  const unread = async (who: Actor) =>
    (await perform(operations.notification.list, who, {})).data.filter(
      (n) => n.path === `/tasks/${opened.id}`,
    );
  expect(await unread(first)).toMatchObject([{ kind: "task.assigned", body: "For one" }]);
  expect(await unread(second)).toEqual([]);
});
