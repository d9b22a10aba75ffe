import { z } from "zod";
import { PageInput, pageOf } from "@/server/domain/schema";
import { listWorkflows } from "@/server/domain/workflows/queries";
import { WorkflowSummary } from "@/server/domain/workflows/schema";
import { workflowSummary } from "@/server/domain/workflows/view";
import { operation } from "../operation";

export const listWorkflowsOperation = operation({
  name: "workflow.list",
  summary: "List workflows",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject(PageInput),
  output: pageOf(WorkflowSummary),
  rest: { method: "GET", path: "/workflows" },
  mcp: { tool: "workflow_list" },
  async run({ tx }, page) {
    const { rows, nextCursor } = await listWorkflows(tx, page);
    return { data: rows.map(workflowSummary), nextCursor };
  },
});
