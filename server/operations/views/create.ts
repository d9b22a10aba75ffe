import { count, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { savedViews } from "@/db/schema/views";
import { findView, MAX_VIEWS, savedView } from "@/server/domain/inbox/saved-views";
import { SavedView, ViewQuery } from "@/server/domain/inbox/schema";
import { conflict } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";

export const createView = operation({
  name: "view.create",
  summary: "Save a way to look at the inbox",
  description: "A filter, a sort and a grouping under a name: for oneself, or shared with the workspace.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    name: z.string().trim().min(1).max(80),
    query: ViewQuery,
    shared: z.boolean().default(false),
  }),
  output: SavedView,
  rest: { method: "POST", path: "/views", status: () => 201 },
  async run({ actor, tx, now }, { name, query, shared }) {
    const { userId = null, tenantId } = actor;
    const own = userId ? eq(savedViews.userId, userId) : isNull(savedViews.userId);
    const [had] = await tx.select({ n: count() }).from(savedViews).where(own);
    if ((had?.n ?? 0) >= MAX_VIEWS) {
      throw conflict(
        "too_many_views",
        `There are ${MAX_VIEWS} views already. Delete one that is not needed.`,
      );
    }
    const id = newId();
    // A key has no inbox of its own: what it saves is for everybody.
    const view = {
      id,
      tenantId,
      userId,
      name,
      query,
      shared: shared || !userId,
      createdAt: now,
      updatedAt: now,
    };
    await tx.insert(savedViews).values(view);
    noteChange(tx, tenantId, "view", id);
    return savedView(await findView(tx, actor, id), actor);
  },
});
