import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { deliver } from "@/server/engine/shell/deliver";
import { conflict, invalid } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";

export const signalRun = operation({
  name: "run.signal",
  summary: "Send a signal to a run",
  description: "A signal that comes before a step waits for it is kept until one does.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({
    runId: Id,
    name: z.string().min(1).max(200),
    correlation: z
      .string()
      .min(1)
      .max(1_000)
      .optional()
      .describe("Only a wait that asks for the same correlation, or for none, takes it"),
    data: z.json().default(null),
  }),
  output: z.object({ signalId: z.string(), runId: z.string(), status: z.string() }),
  rest: { method: "POST", path: "/runs/{runId}/signals", status: () => 201 },
  mcp: { tool: "workflow_signal" },
  async run({ actor, tx, now }, { runId, name, correlation, data }) {
    const signalId = newId();
    const correlated = correlation === undefined ? {} : { correlation };
    const event = {
      type: "signal.received" as const,
      at: now.getTime(),
      signalId,
      name,
      ...correlated,
      data,
    };
    const { applied, reason, state } = await deliver({ tx, now, tenantId: actor.tenantId }, runId, event);
    if (applied) return { signalId, runId, status: state.status };
    if (reason === "run_ended") {
      throw conflict("run_ended", `The run is ${state.status}; it takes no signals any more.`, {
        status: state.status,
      });
    }
    throw invalid(
      "The signal's data is too large.",
      [{ path: "data", message: "is too large for the run" }],
      reason,
    );
  },
});
