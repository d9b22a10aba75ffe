import { z } from "zod";
import { RunAt } from "@/server/domain/runs/schema";
import { Id } from "@/server/domain/schema";
import { showRunAt } from "@/server/engine/shell/show-run";
import { operation } from "../operation";

export const runAt = operation({
  name: "run.at",
  summary: "Get a run as it was after one of its events",
  kind: "read",
  permission: "runs:read",
  input: z.strictObject({ runId: Id, seq: z.coerce.number().int().min(1) }),
  output: RunAt,
  rest: { method: "GET", path: "/runs/{runId}/history/{seq}" },
  mcp: { tool: "run_state_at" },
  run: ({ tx }, { runId, seq }) => showRunAt(tx, runId, seq),
});
