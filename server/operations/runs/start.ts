import { z } from "zod";
import { RunView } from "@/server/domain/runs/schema";
import { checkRunInput } from "@/server/domain/workflows/input";
import { findVersion, findWorkflow } from "@/server/domain/workflows/queries";
import { WorkflowName } from "@/server/domain/workflows/schema";
import { loadDefinition } from "@/server/engine/shell/definitions";
import { showRun } from "@/server/engine/shell/show-run";
import { startRun } from "@/server/engine/shell/start";
import { actorRef } from "@/server/platform/actor";
import { operation } from "../operation";

export const startRunOperation = operation({
  name: "run.start",
  summary: "Start a run of a workflow",
  description:
    "Runs the latest version unless `version` names another. When the run ends, `callbackUrl` gets a POST signed by Standard Webhooks, retried with backoff.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({
    workflow: WorkflowName,
    version: z.int().min(1).optional(),
    input: z.record(z.string(), z.json()).default({}),
    callbackUrl: z
      .url({ protocol: /^https?$/, error: "must be an http or https URL" })
      .max(2000)
      .optional(),
  }),
  output: RunView,
  rest: { method: "POST", path: "/runs", status: () => 201 },
  mcp: { tool: "workflow_start" },
  async run({ actor, tx, now }, { workflow: name, version, input, callbackUrl }) {
    const workflow = await findWorkflow(tx, name);
    const chosen =
      version === undefined ? workflow.latestVersion : (await findVersion(tx, workflow, version)).version;
    const { tenantId } = actor;
    const definition = await loadDefinition(tx, { tenantId, workflowId: workflow.id, version: chosen });
    checkRunInput(definition.input, input);
    const runId = await startRun(
      { tx, now, tenantId },
      {
        workflowId: workflow.id,
        workflowName: name,
        version: chosen,
        definition,
        input,
        callbackUrl,
        startedBy: actorRef(actor),
      },
    );
    return showRun(tx, runId);
  },
});
