import { eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { savedViews } from "@/db/schema/views";
import { findOwnView } from "@/server/domain/inbox/saved-views";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const deleteView = operation({
  name: "view.delete",
  summary: "Delete a saved view",
  description: "A shared view is gone for everybody. No task is touched.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ viewId: Id }),
  output: z.object({ id: z.string() }),
  rest: { method: "DELETE", path: "/views/{viewId}" },
  async run({ actor, tx }, { viewId }) {
    await findOwnView(tx, actor, viewId);
    await tx.delete(savedViews).where(eq(savedViews.id, viewId));
    noteChange(tx, actor.tenantId, "view", viewId);
    return { id: viewId };
  },
});
