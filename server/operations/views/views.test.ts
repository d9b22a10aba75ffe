import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeKey, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { task, view } = operations;

let tenant: MadeTenant;
let ana: Actor;
let ben: Actor;

beforeAll(async () => {
  tenant = await makeTenant();
  ana = await makeMember(tenant, "member", { name: "Ana" });
  ben = await makeMember(tenant, "member", { name: "Ben" });
});

const names = async (who: Actor) => (await perform(view.list, who, {})).data.map(({ name }) => name);

test("a view is its owner's until it is shared, and gone for all when deleted", async () => {
  const query = { filter: { view: "open", priority: ["urgent"] }, sort: "newest", group: "team" };
  const { id } = await perform(view.create, ana, { name: "Burning", query });
  expect(await names(ana)).toEqual(["Burning"]);
  expect(await names(ben)).toEqual([]);
  await expect(perform(view.update, ben, { viewId: id, name: "Mine now" })).rejects.toMatchObject({
    kind: "NotFound",
  });
  await perform(view.update, ana, { viewId: id, shared: true, name: "On fire" });
  expect((await perform(view.list, ben, {})).data).toMatchObject([
    { name: "On fire", query, shared: true, mayChange: false, owner: { name: "Ana" } },
  ]);
  await expect(perform(view.delete, ben, { viewId: id })).rejects.toMatchObject({ kind: "Forbidden" });
  await perform(view.delete, ana, { viewId: id });
  expect(await names(ben)).toEqual([]);
});

test("each view is counted for whoever looks, words included, and so are teams' open tasks", async () => {
  const team = await makeTeam(tenant, { slug: "l1", members: [ben] });
  const form = { fields: {} };
  await perform(task.create, tenant.owner, { title: "Walrus", form, assignTo: { team: "l1" } });
  await perform(task.create, tenant.owner, { title: "Walrus", form, assignTo: { user: ana.id } });
  const save = (name: string, filter: object) =>
    perform(view.create, ana, { name, query: { filter }, shared: true });
  const mine = await save("Mine", { view: "mine" });
  const words = await save("Words", { text: "walr", view: "open" });
  const counted = await perform(view.counts, ana, {});
  expect(counted.views).toMatchObject({ [mine.id]: 1, [words.id]: 2 });
  expect(counted.teams).toEqual({ [team.id]: 1 });
  expect((await perform(view.counts, ben, {})).views).toMatchObject({ [mine.id]: 0, [words.id]: 2 });
});

test("what a key saves is for everybody; a viewer saves nothing", async () => {
  const { actor: key } = await makeKey(tenant);
  const query = { filter: { text: "bot" } };
  const { id, shared } = await perform(view.create, key, { name: "Bot's", query });
  expect(shared).toBe(true);
  expect(await names(ben)).toContain("Bot's");
  await perform(view.delete, key, { viewId: id });
  const viewer = await makeMember(tenant, "viewer");
  await expect(perform(view.create, viewer, { name: "Looking", query })).rejects.toMatchObject({
    kind: "Forbidden",
  });
});
