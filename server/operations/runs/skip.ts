import { z } from "zod";
import { RunView, StuckStep } from "@/server/domain/runs/schema";
import { command } from "@/server/engine/shell/command";
import { showRun } from "@/server/engine/shell/show-run";
import { operation } from "../operation";

export const skipRun = operation({
  name: "run.skip",
  summary: "Give a stuck step's output and go on",
  description:
    "The run goes on as if the step had succeeded with this output. A step that leads to several others, such as a decision, needs `next` to say to which; one that ends the run ends it with this output.",
  kind: "write",
  permission: "runs:write",
  input: StuckStep.extend({
    output: z.json().default(null),
    next: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe("Where to go on: one of the step's `ways`. By default its own next, or its only way"),
  }),
  output: RunView,
  rest: { method: "POST", path: "/runs/{runId}/skip" },
  mcp: { tool: "run_skip" },
  async run({ actor, tx, now }, { runId, key, output, next }) {
    const given = { key, output, next };
    await command({ tx, now, tenantId: actor.tenantId }, actor, runId, "run.skipped", given);
    return showRun(tx, runId);
  },
});
