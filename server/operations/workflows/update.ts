import { z } from "zod";
import { refuseUnknownPolicy } from "@/server/domain/sla/names";
import { DefinitionName } from "@/server/domain/sla/schema";
import { WorkflowName, WorkflowSummary } from "@/server/domain/workflows/schema";
import { changeWorkflow } from "@/server/domain/workflows/settings";
import { workflowSummary } from "@/server/domain/workflows/view";
import { operation } from "../operation";

export const updateWorkflow = operation({
  name: "workflow.update",
  summary: "Change how a workflow is run, whatever its versions",
  description:
    "Runs past the limit of concurrency are queued, and begin in the order they came; null takes the limit away. Its SLA policy counts for tasks whose step says nothing.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({
    name: WorkflowName,
    concurrency: z.int().min(1).max(100_000).nullable().optional(),
    slaPolicy: DefinitionName.nullable().optional().describe("The SLA policy of its tasks, by name"),
  }),
  output: WorkflowSummary,
  rest: { method: "PATCH", path: "/workflows/{name}" },
  mcp: { tool: "workflow_update", idempotent: true },
  async run({ tx, now }, { name, ...change }) {
    await refuseUnknownPolicy(tx, change.slaPolicy);
    return workflowSummary(await changeWorkflow({ tx, now }, name, change));
  },
});
