import { eq } from "drizzle-orm";
import { z } from "zod";
import { triggers } from "@/db/schema/triggers";
import { Id } from "@/server/domain/schema";
import { lockTrigger } from "@/server/domain/triggers/queries";
import { operation } from "../operation";

export const deleteTrigger = operation({
  name: "trigger.delete",
  summary: "Delete a trigger",
  description: "With its log of deliveries. The runs that it started stay.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({ triggerId: Id }),
  output: z.object({ id: z.string() }),
  rest: { method: "DELETE", path: "/triggers/{triggerId}" },
  mcp: { tool: "trigger_delete", destructive: true },
  async run({ tx }, { triggerId }) {
    await lockTrigger(tx, triggerId);
    await tx.delete(triggers).where(eq(triggers.id, triggerId));
    return { id: triggerId };
  },
});
