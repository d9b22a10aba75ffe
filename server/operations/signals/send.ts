import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { runs } from "@/db/schema/runs";
import { emitEvent } from "@/server/domain/events/emit";
import { CorrelationKey } from "@/server/domain/runs/schema";
import { WorkflowName } from "@/server/domain/workflows/schema";
import { sendMany } from "@/server/jobs/send";
import { invalid } from "@/server/platform/errors";
import { operation } from "../operation";

const MAX_RUNS = 10_000;

export const sendSignal = operation({
  name: "signal.send",
  summary: "Send a signal to every run with a correlation key",
  description:
    "Reaches the runs that are under way and were started with this `correlationKey`; each takes it by itself, a moment later. A run that does not wait for it yet keeps it until it does. At most 10,000 runs.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({
    name: z.string().min(1).max(200),
    correlation: CorrelationKey,
    data: z.json().default(null),
    workflow: WorkflowName.optional().describe("Only runs of this workflow"),
  }),
  output: z.object({ signalId: z.string(), runs: z.int().describe("How many runs it goes to") }),
  rest: { method: "POST", path: "/signals", status: () => 202 },
  mcp: { tool: "signal_send" },
  async run({ actor, tx }, { name, correlation, data, workflow }) {
    if (Buffer.byteLength(JSON.stringify(data)) > 256 * 1024) {
      throw invalid("The signal's data is too large.", [
        { path: "data", message: "takes more than 256 KiB" },
      ]);
    }
    const { tenantId } = actor;
    const reached = await tx
      .select({ runId: runs.id })
      .from(runs)
      .where(
        and(
          eq(runs.correlationKey, correlation),
          isNull(runs.endedAt),
          isNull(runs.hold),
          workflow ? eq(runs.workflowName, workflow) : undefined,
        ),
      )
      .orderBy(runs.id)
      .limit(MAX_RUNS);
    const signalId = emitEvent(tx, tenantId, "signal.sent", { name, data }, { correlation });
    sendMany(
      tx,
      "signal.deliver",
      reached.map(({ runId }) => ({ tenantId, runId, eventId: signalId })),
    );
    return { signalId, runs: reached.length };
  },
});
