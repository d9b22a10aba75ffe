import { z } from "zod";
import { PageInput, pageOf } from "@/server/domain/schema";
import { listTools } from "@/server/domain/tools/queries";
import { ToolView } from "@/server/domain/tools/schema";
import { toolView } from "@/server/domain/tools/view";
import { operation } from "../operation";

export const listToolsOperation = operation({
  name: "tool.list",
  summary: "List the workspace's own tools",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject(PageInput),
  output: pageOf(ToolView),
  rest: { method: "GET", path: "/tools" },
  mcp: { tool: "tool_list" },
  async run({ tx }, page) {
    const { rows, nextCursor } = await listTools(tx, page);
    return { data: rows.map(toolView), nextCursor };
  },
});
