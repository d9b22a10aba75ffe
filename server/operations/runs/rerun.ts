import { z } from "zod";
import { RunView } from "@/server/domain/runs/schema";
import { Id, JsonObject } from "@/server/domain/schema";
import { checkRunInput } from "@/server/domain/workflows/input";
import { findWorkflow } from "@/server/domain/workflows/queries";
import { loadDefinition } from "@/server/engine/shell/definitions";
import { findRunRow } from "@/server/engine/shell/fork-run";
import { showRun } from "@/server/engine/shell/show-run";
import { startRun } from "@/server/engine/shell/start";
import { actorRef } from "@/server/platform/actor";
import { operation } from "../operation";

export const rerunRun = operation({
  name: "run.rerun",
  summary: "Run again with the same input",
  description: "Starts a new run from the beginning, on the same version unless `latest` says otherwise.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({ runId: Id, latest: z.boolean().default(false) }),
  output: RunView,
  rest: { method: "POST", path: "/runs/{runId}/rerun", status: () => 201 },
  mcp: { tool: "run_rerun" },
  async run({ actor, tx, now }, { runId, latest }) {
    const { tenantId } = actor;
    const before = await findRunRow(tx, runId);
    const workflow = await findWorkflow(tx, before.workflowName);
    const version = latest ? workflow.latestVersion : before.version;
    const definition = await loadDefinition(tx, { tenantId, workflowId: workflow.id, version });
    const input = JsonObject.parse(before.state.input ?? {});
    checkRunInput(definition.input, input);
    const id = await startRun(
      { tx, now, tenantId },
      {
        workflowId: workflow.id,
        workflowName: workflow.name,
        version,
        definition,
        input,
        callbackUrl: before.callbackUrl ?? undefined,
        startedBy: actorRef(actor),
        origin: { runId, seq: null },
      },
    );
    return showRun(tx, id);
  },
});
