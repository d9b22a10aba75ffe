import { z } from "zod";
import { RunView } from "@/server/domain/runs/schema";
import { Id } from "@/server/domain/schema";
import { command } from "@/server/engine/shell/command";
import { showRun } from "@/server/engine/shell/show-run";
import { operation } from "../operation";

export const skipRun = operation({
  name: "run.skip",
  summary: "Give a stuck step's output and go on",
  description: "The run goes on as if the step had succeeded with this output.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({
    runId: Id,
    key: z
      .string()
      .min(1)
      .max(500)
      .describe("The stuck step's visit, as `waitingFor` and the dead letters name it"),
    output: z.json().default(null),
  }),
  output: RunView,
  rest: { method: "POST", path: "/runs/{runId}/skip" },
  mcp: { tool: "run_skip" },
  async run({ actor, tx, now }, { runId, key, output }) {
    await command({ tx, now, tenantId: actor.tenantId }, actor, runId, "run.skipped", { key, output });
    return showRun(tx, runId);
  },
});
