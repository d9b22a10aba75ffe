import { z } from "zod";
import { RunView } from "@/server/domain/runs/schema";
import { Id } from "@/server/domain/schema";
import { deliver } from "@/server/engine/shell/deliver";
import { cancelHeld } from "@/server/engine/shell/held";
import { showRun } from "@/server/engine/shell/show-run";
import { actorRef } from "@/server/platform/actor";
import { conflict } from "@/server/platform/errors";
import { operation } from "../operation";

export const cancelRun = operation({
  name: "run.cancel",
  summary: "Cancel a run",
  description: "Its open tasks are cancelled with it. Cancelling a cancelled run again is no error.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({ runId: Id, reason: z.string().trim().min(1).max(2000).default("No reason given") }),
  output: RunView,
  rest: { method: "POST", path: "/runs/{runId}/cancel" },
  mcp: { tool: "workflow_cancel", destructive: true, idempotent: true },
  async run({ actor, tx, now }, { runId, reason }) {
    const delivery = { tx, now, tenantId: actor.tenantId };
    if (await cancelHeld(delivery, runId, reason)) return showRun(tx, runId);
    const by = { ...actorRef(actor) };
    const event = { type: "run.cancelled" as const, at: now.getTime(), reason, by };
    const { applied, reason: refusal, state } = await deliver(delivery, runId, event);
    if (refusal === "run_ending") {
      throw conflict("run_ending", "The run is about to end already: it undoes what it has completed.");
    }
    if (!applied && state.status !== "cancelled") {
      throw conflict("run_ended", `The run is ${state.status} already.`, { status: state.status });
    }
    return showRun(tx, runId);
  },
});
