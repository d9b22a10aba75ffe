import { z } from "zod";
import { PageInput, pageOf } from "@/server/domain/schema";
import { listWorkflows } from "@/server/domain/workflows/queries";
import { WorkflowStatus, WorkflowSummary } from "@/server/domain/workflows/schema";
import { workflowSummary } from "@/server/domain/workflows/view";
import { operation } from "../operation";

export const listWorkflowsOperation = operation({
  name: "workflow.list",
  summary: "List workflows",
  kind: "read",
  permission: "workflows:read",
  description: "Archived ones only when asked for.",
  input: z.strictObject({
    status: z
      .preprocess((v) => (typeof v === "string" ? v.split(",") : v), z.array(WorkflowStatus).min(1).max(3))
      .default(["active", "paused"]),
    ...PageInput,
  }),
  output: pageOf(WorkflowSummary),
  rest: { method: "GET", path: "/workflows" },
  mcp: { tool: "workflow_list" },
  async run({ tx }, { status, ...page }) {
    const { rows, nextCursor } = await listWorkflows(tx, { status }, page);
    return { data: rows.map(workflowSummary), nextCursor };
  },
});
