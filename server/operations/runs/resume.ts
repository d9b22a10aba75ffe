import { z } from "zod";
import { RunView } from "@/server/domain/runs/schema";
import { Id } from "@/server/domain/schema";
import { command } from "@/server/engine/shell/command";
import { showRun } from "@/server/engine/shell/show-run";
import { operation } from "../operation";

export const resumeRun = operation({
  name: "run.resume",
  summary: "Resume a paused run",
  description: "What came while it was paused is applied in its order.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({ runId: Id }),
  output: RunView,
  rest: { method: "POST", path: "/runs/{runId}/resume" },
  mcp: { tool: "run_resume" },
  async run({ actor, tx, now }, { runId }) {
    await command({ tx, now, tenantId: actor.tenantId }, actor, runId, "run.resumed");
    return showRun(tx, runId);
  },
});
