import { eq } from "drizzle-orm";
import { z } from "zod";
import { tools } from "@/db/schema/tools";
import { findTool } from "@/server/domain/tools/queries";
import { ToolName } from "@/server/domain/tools/schema";
import { operation } from "../operation";

export const deleteTool = operation({
  name: "tool.delete",
  summary: "Delete one of the workspace's own tools",
  description: "Steps that call it from now on fail with `unknown_tool`.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({ name: ToolName }),
  output: z.object({ id: z.string(), name: z.string() }),
  rest: { method: "DELETE", path: "/tools/{name}" },
  mcp: { tool: "tool_delete", destructive: true },
  async run({ tx }, { name }) {
    const { id } = await findTool(tx, name);
    await tx.delete(tools).where(eq(tools.id, id));
    return { id, name };
  },
});
