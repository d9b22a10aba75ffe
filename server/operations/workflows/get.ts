import { z } from "zod";
import { findVersion, findWorkflow, listVersions } from "@/server/domain/workflows/queries";
import { WorkflowName, WorkflowView } from "@/server/domain/workflows/schema";
import { workflowView } from "@/server/domain/workflows/view";
import { operation } from "../operation";

export const getWorkflow = operation({
  name: "workflow.get",
  summary: "Get a workflow with its definition",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject({ name: WorkflowName, version: z.coerce.number().int().min(1).optional() }),
  output: WorkflowView,
  rest: { method: "GET", path: "/workflows/{name}" },
  mcp: { tool: "workflow_definition" },
  async run({ tx }, { name, version }) {
    const workflow = await findWorkflow(tx, name);
    const shown = await findVersion(tx, workflow, version);
    return workflowView(workflow, shown, await listVersions(tx, workflow));
  },
});
