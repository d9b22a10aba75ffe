import { z } from "zod";
import { RunView } from "@/server/domain/runs/schema";
import { Id } from "@/server/domain/schema";
import { showRun } from "@/server/engine/shell/show-run";
import { operation } from "../operation";

export const getRun = operation({
  name: "run.get",
  summary: "Get a run: its status, output, and what it waits for",
  kind: "read",
  permission: "runs:read",
  input: z.strictObject({ runId: Id }),
  output: RunView,
  rest: { method: "GET", path: "/runs/{runId}" },
  mcp: { tool: "workflow_get" },
  run: ({ tx }, { runId }) => showRun(tx, runId),
});
