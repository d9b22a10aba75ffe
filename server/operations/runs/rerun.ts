import { z } from "zod";
import { RunView } from "@/server/domain/runs/schema";
import { Id, JsonObject } from "@/server/domain/schema";
import { findRunRow } from "@/server/engine/shell/fork-run";
import { showRun } from "@/server/engine/shell/show-run";
import { inputOf, startWorkflow } from "@/server/engine/shell/start-workflow";
import { actorRef } from "@/server/platform/actor";
import { operation } from "../operation";

export const rerunRun = operation({
  name: "run.rerun",
  summary: "Run again with the same input",
  description:
    "Starts a new run from the beginning, on the same version unless `latest` says otherwise, with the same tags, priority, timeout and correlation key. Limits hold for it as for every start.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({ runId: Id, latest: z.boolean().default(false) }),
  output: RunView,
  rest: { method: "POST", path: "/runs/{runId}/rerun", status: () => 201 },
  mcp: { tool: "run_rerun" },
  async run({ actor, tx, now }, { runId, latest }) {
    const before = await findRunRow(tx, runId);
    const { tags, priority, timeoutMs, correlationKey, callbackUrl } = before;
    const { run } = await startWorkflow(
      { tx, now, tenantId: actor.tenantId },
      {
        workflow: before.workflowName,
        version: latest ? undefined : before.version,
        input: JsonObject.parse(inputOf(before) ?? {}),
        callbackUrl: callbackUrl ?? undefined,
        startedBy: actorRef(actor),
        tags,
        priority,
        timeoutMs: timeoutMs ?? undefined,
        correlationKey: correlationKey ?? undefined,
        origin: { runId, seq: null },
      },
    );
    return showRun(tx, run.id);
  },
});
