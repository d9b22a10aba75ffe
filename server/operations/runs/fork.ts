import { z } from "zod";
import { RunView } from "@/server/domain/runs/schema";
import { Id, JsonObject } from "@/server/domain/schema";
import { forkRun } from "@/server/engine/shell/fork-run";
import { showRun } from "@/server/engine/shell/show-run";
import { actorRef } from "@/server/platform/actor";
import { operation } from "../operation";

export const forkRunOperation = operation({
  name: "run.fork",
  summary: "Start a new run from a point of another's history",
  description:
    "The new run has the other's events up to `seq`. What was under way there is done again for it: tasks are opened, calls made, timers set. `input` and `vars` may be edited.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({
    runId: Id,
    seq: z.int().min(1),
    input: JsonObject.optional(),
    vars: JsonObject.optional(),
  }),
  output: RunView,
  rest: { method: "POST", path: "/runs/{runId}/fork", status: () => 201 },
  mcp: { tool: "run_fork" },
  async run({ actor, tx, now }, { runId, seq, input, vars }) {
    const by = actorRef(actor);
    const id = await forkRun({ tx, now, tenantId: actor.tenantId }, runId, { seq, input, vars, by });
    return showRun(tx, id);
  },
});
