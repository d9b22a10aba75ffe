import { z } from "zod";
import { RunView } from "@/server/domain/runs/schema";
import { Id } from "@/server/domain/schema";
import { command } from "@/server/engine/shell/command";
import { showRun } from "@/server/engine/shell/show-run";
import { operation } from "../operation";

export const pauseRun = operation({
  name: "run.pause",
  summary: "Pause a run",
  description:
    "Nothing new is entered until it is resumed. Answers, signals and times that come meanwhile are kept.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({ runId: Id }),
  output: RunView,
  rest: { method: "POST", path: "/runs/{runId}/pause" },
  mcp: { tool: "run_pause" },
  async run({ actor, tx, now }, { runId }) {
    await command({ tx, now, tenantId: actor.tenantId }, actor, runId, "run.paused");
    return showRun(tx, runId);
  },
});
