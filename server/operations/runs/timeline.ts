import { z } from "zod";
import { RunTimeline } from "@/server/domain/runs/schema";
import { Id } from "@/server/domain/schema";
import { showTimeline } from "@/server/engine/shell/show-history";
import { operation } from "../operation";

export const runTimeline = operation({
  name: "run.timeline",
  summary: "Get every visit of a run's steps, and what each spent its time on",
  description:
    "Each visit has its spans: in the queue, executing, waiting (for a person, a signal, a time), backing off before another attempt.",
  kind: "read",
  permission: "runs:read",
  input: z.strictObject({ runId: Id }),
  output: RunTimeline,
  rest: { method: "GET", path: "/runs/{runId}/timeline" },
  mcp: { tool: "run_timeline" },
  run: ({ tx }, { runId }) => showTimeline(tx, runId),
});
