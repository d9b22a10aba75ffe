import { z } from "zod";
import { findRun, listEvents } from "@/server/domain/runs/queries";
import { RunHistoryEntry } from "@/server/domain/runs/schema";
import { historyEntry } from "@/server/domain/runs/view";
import { Id, PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

export const runHistory = operation({
  name: "run.history",
  summary: "Get what happened in a run, event by event",
  kind: "read",
  permission: "runs:read",
  input: z.strictObject({ runId: Id, ...PageInput }),
  output: pageOf(RunHistoryEntry),
  rest: { method: "GET", path: "/runs/{runId}/history" },
  mcp: { tool: "workflow_history" },
  async run({ tx }, { runId, limit, cursor }) {
    await findRun(tx, runId);
    const { rows, nextCursor } = await listEvents(tx, runId, { limit, cursor });
    return { data: rows.map(historyEntry), nextCursor };
  },
});
