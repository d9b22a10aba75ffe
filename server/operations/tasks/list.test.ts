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
let ana: Actor;

beforeAll(async () => {
  tenant = await makeTenant();
  ana = await makeMember(tenant);
  await makeTeam(tenant, { slug: "l1", members: [ana] });
  await makeTeam(tenant, { slug: "l2" });
  const open = (title: string, more: object) => perform(task.create, tenant.owner, { title, form, ...more });
  await open("late", { assignTo: { team: "l1" }, sla: { claimWithin: "2h" } });
  await open("soon", { assignTo: { team: "l1" }, sla: { claimWithin: "1h", expireAfter: "2h" } });
  await open("never", { assignTo: { team: "l1" }, context: { order: "A-4711" } });
  await open("elsewhere", { assignTo: { team: "l2" } });
  await open("personal", { assignTo: { user: ana.id } });
  await open("nobody's", {});
});

async function titles(who: Actor, input: object): Promise<string[]> {
  return (await perform(task.list, who, input)).data.map((t) => t.title);
}

test("tasks come newest first, or by the nearest deadline with those that have none last", async () => {
  expect(await titles(ana, {})).toEqual(["nobody's", "personal", "elsewhere", "never", "soon", "late"]);
  const byDeadline = await titles(ana, { sort: "deadline" });
  expect(byDeadline.slice(0, 2)).toEqual(["soon", "late"]);
});

test.each(["newest", "oldest", "deadline", "priority", "updated"])(
  "pages by %s join without a gap or a double",
  async (sort) => {
    const whole = await titles(ana, { sort });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await perform(task.list, ana, { sort, limit: 2, ...(cursor ? { cursor } : {}) });
      paged.push(...page.data.map((t) => t.title));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(whole);
  },
);

test("a cursor that is not ours is refused in words", async () => {
  for (const cursor of ["x", "WyJ4Il0", Buffer.from('["infinity","no id"]').toString("base64url")]) {
    await expect(perform(task.list, ana, { cursor })).rejects.toMatchObject({
      kind: "Invalid",
      errors: [{ path: "cursor" }],
    });
  }
});

test("views and counts are those of the caller", async () => {
  expect(await titles(ana, { view: "mine" })).toEqual(["personal"]);
  expect(await titles(ana, { view: "teams" })).toEqual(["personal", "never", "soon", "late"]);
  expect(await titles(ana, { view: "unassigned" })).toEqual([
    "nobody's",
    "elsewhere",
    "never",
    "soon",
    "late",
  ]);
  const open = { dueSoon: 2, breached: 0, waiting: 0, unassigned: 5, open: 6 };
  expect(await perform(task.counts, ana, {})).toEqual({ ...open, mine: 1, teams: 4 });
  expect(await perform(task.counts, tenant.owner, {})).toEqual({ ...open, mine: 0, teams: 0 });
});

test("filters find by team, person, status and text, and take a percent sign for what it is", async () => {
  expect(await titles(ana, { team: "l2" })).toEqual(["elsewhere"]);
  expect(await titles(ana, { assignee: "me" })).toEqual(["personal"]);
  expect(await titles(ana, { status: "completed" })).toEqual([]);
  expect(await titles(ana, { text: "a-4711" })).toEqual(["never"]);
  expect(await titles(ana, { text: "%" })).toEqual([]);
});
