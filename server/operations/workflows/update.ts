import { z } from "zod";
import { WorkflowName, WorkflowSummary } from "@/server/domain/workflows/schema";
import { changeWorkflow } from "@/server/domain/workflows/settings";
import { workflowSummary } from "@/server/domain/workflows/view";
import { operation } from "../operation";

export const updateWorkflow = operation({
  name: "workflow.update",
  summary: "Limit how many runs of a workflow are under way at once",
  description: "Runs past the limit are queued, and begin in the order they came. Null takes the limit away.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({
    name: WorkflowName,
    concurrency: z.int().min(1).max(100_000).nullable(),
  }),
  output: WorkflowSummary,
  rest: { method: "PATCH", path: "/workflows/{name}" },
  mcp: { tool: "workflow_update", idempotent: true },
  async run({ tx, now }, { name, concurrency }) {
    return workflowSummary(await changeWorkflow({ tx, now }, name, { concurrency }));
  },
});
