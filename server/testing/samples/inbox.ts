import type { MadeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { badId, MARK, none, type Samples, tag } from "./sample";
import { aTask } from "./tasks";

async function aBulk(tenant: MadeTenant) {
  const taskIds = [(await aTask(tenant)).taskId];
  const action = { type: "priority", priority: "low" };
  return { bulkId: (await perform(operations.bulk.start, tenant.owner, { action, taskIds })).id };
}

async function aView({ owner }: MadeTenant) {
  const query = { filter: { view: "open" } };
  const { id } = await perform(operations.view.create, owner, { name: `${MARK} view`, query, shared: true });
  return { viewId: id };
}

export const inbox: Samples<"inbox" | "view" | "bulk"> = {
  "bulk.start": {
    input: async (tenant) => ({ action: { type: "claim" }, taskIds: [(await aTask(tenant)).taskId] }),
    bad: { action: { type: "paint" } },
    stranger: "nothing",
  },
  "bulk.get": { input: aBulk, bad: badId("bulkId"), stranger: "notFound" },
  "bulk.undo": { input: aBulk, bad: badId("bulkId"), stranger: "notFound" },
  "inbox.list": { ...none, bad: { sort: "sideways" } },
  "inbox.groups": { input: () => ({ by: "status" }), bad: { by: "colour" }, stranger: "nothing" },
  "view.create": {
    input: () => ({ name: `View ${tag()}`, query: { filter: { view: "open" } } }),
    bad: { query: { filter: { view: "odd" } } },
    stranger: "nothing",
  },
  "view.list": none,
  "view.counts": none,
  "view.update": {
    input: async (tenant) => ({ ...(await aView(tenant)), name: "Renamed" }),
    bad: { name: " " },
    stranger: "notFound",
  },
  "view.delete": { input: aView, bad: badId("viewId"), stranger: "notFound" },
};
