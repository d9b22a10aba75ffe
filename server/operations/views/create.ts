import { count, eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { savedViews } from "@/db/schema/views";
import { allowSharing, findView, MAX_VIEWS, savedView } from "@/server/domain/inbox/saved-views";
import { SavedView, ViewQuery } from "@/server/domain/inbox/schema";
import { conflict, forbidden } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";

export const createView = operation({
  name: "view.create",
  summary: "Save a way to look at the inbox",
  description: "A filter, a sort and a grouping under a name: for oneself, or shared with the workspace.",
  kind: "write",
  permission: "tasks:read",
  input: z.strictObject({
    name: z.string().trim().min(1).max(80),
    query: ViewQuery,
    shared: z.boolean().default(false),
  }),
  output: SavedView,
  rest: { method: "POST", path: "/views", status: () => 201 },
  async run({ actor, tx, now }, { name, query, shared }) {
    const { userId, tenantId } = actor;
    if (!userId) throw forbidden("Views belong to people: a key can't save one.");
    if (shared) allowSharing(actor);
    const [had] = await tx.select({ n: count() }).from(savedViews).where(eq(savedViews.userId, userId));
    if ((had?.n ?? 0) >= MAX_VIEWS) {
      throw conflict("too_many_views", `You have ${MAX_VIEWS} views. Delete one that you do not need.`);
    }
    const id = newId();
    const view = { id, tenantId, userId, name, query, shared, createdAt: now, updatedAt: now };
    await tx.insert(savedViews).values(view);
    noteChange(tx, tenantId, "view", id);
    return savedView(await findView(tx, actor, id), actor);
  },
});
