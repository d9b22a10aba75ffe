import { RunView, StuckStep } from "@/server/domain/runs/schema";
import { command } from "@/server/engine/shell/command";
import { showRun } from "@/server/engine/shell/show-run";
import { operation } from "../operation";

export const failRun = operation({
  name: "run.fail",
  summary: "Let a run fail with a stuck step's failure",
  description:
    "What the run has completed is compensated first. Of a step that compensates, this gives up that compensation alone.",
  kind: "write",
  permission: "runs:write",
  input: StuckStep,
  output: RunView,
  rest: { method: "POST", path: "/runs/{runId}/fail" },
  mcp: { tool: "run_fail", destructive: true },
  async run({ actor, tx, now }, { runId, key }) {
    await command({ tx, now, tenantId: actor.tenantId }, actor, runId, "run.failed", { key });
    return showRun(tx, runId);
  },
});
