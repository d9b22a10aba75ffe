import { z } from "zod";
import { PageInput, pageOf } from "@/server/domain/schema";
import { listTemplates } from "@/server/domain/templates/queries";
import { TemplateView } from "@/server/domain/templates/schema";
import { operation } from "../operation";

export const listTemplatesOperation = operation({
  name: "template.list",
  summary: "List the workspace's task templates",
  description: "By name: shapes for tasks that are opened without a workflow.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({
    query: z.string().trim().max(200).optional().describe("Words of the name or the title"),
    ...PageInput,
  }),
  output: pageOf(TemplateView),
  rest: { method: "GET", path: "/task-templates" },
  mcp: { tool: "task_template_list" },
  run: ({ tx }, { query, limit, cursor }) => listTemplates(tx, query, { limit, cursor }),
});
