import { eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { savedViews } from "@/db/schema/views";
import { findOwnView, findView, savedView } from "@/server/domain/inbox/saved-views";
import { SavedView, ViewQuery } from "@/server/domain/inbox/schema";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const updateView = operation({
  name: "view.update",
  summary: "Rename, change or share a saved view",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    viewId: Id,
    name: z.string().trim().min(1).max(80).optional(),
    query: ViewQuery.optional(),
    shared: z.boolean().optional(),
  }),
  output: SavedView,
  rest: { method: "PATCH", path: "/views/{viewId}" },
  async run({ actor, tx, now }, { viewId, ...changes }) {
    await findOwnView(tx, actor, viewId);
    await tx
      .update(savedViews)
      .set({ ...changes, updatedAt: now })
      .where(eq(savedViews.id, viewId));
    noteChange(tx, actor.tenantId, "view", viewId);
    return savedView(await findView(tx, actor, viewId), actor);
  },
});
