import { RunView, StuckStep } from "@/server/domain/runs/schema";
import { JsonObject } from "@/server/domain/schema";
import { command } from "@/server/engine/shell/command";
import { showRun } from "@/server/engine/shell/show-run";
import { operation } from "../operation";

export const retryRun = operation({
  name: "run.retry",
  summary: "Try a stuck step again",
  description:
    "It gets a new series of attempts. `input` replaces fields of what it was asked with; without it, the same request goes out under the same idempotency key.",
  kind: "write",
  permission: "runs:write",
  input: StuckStep.extend({
    input: JsonObject.optional(),
  }),
  output: RunView,
  rest: { method: "POST", path: "/runs/{runId}/retry" },
  mcp: { tool: "run_retry" },
  async run({ actor, tx, now }, { runId, key, input }) {
    await command({ tx, now, tenantId: actor.tenantId }, actor, runId, "run.retried", { key, input });
    return showRun(tx, runId);
  },
});
