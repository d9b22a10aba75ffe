import { z } from "zod";
import { findTool } from "@/server/domain/tools/queries";
import { ToolName, ToolView } from "@/server/domain/tools/schema";
import { toolView } from "@/server/domain/tools/view";
import { operation } from "../operation";

export const getTool = operation({
  name: "tool.get",
  summary: "Get one of the workspace's own tools",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject({ name: ToolName }),
  output: ToolView,
  rest: { method: "GET", path: "/tools/{name}" },
  mcp: { tool: "tool_get" },
  run: async ({ tx }, { name }) => toolView(await findTool(tx, name)),
});
