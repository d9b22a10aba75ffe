import { z } from "zod";
import { RunVisitDetail } from "@/server/domain/runs/schema";
import { Id } from "@/server/domain/schema";
import { showVisit } from "@/server/engine/shell/show-history";
import { operation } from "../operation";

export const runVisit = operation({
  name: "run.visit",
  summary: "Get one visit of a step: what went in, what came out, and its events",
  kind: "read",
  permission: "runs:read",
  input: z.strictObject({
    runId: Id,
    key: z.string().min(1).max(500).describe("The visit's `key` in the timeline, such as `ask#1`"),
  }),
  output: RunVisitDetail,
  rest: { method: "GET", path: "/runs/{runId}/visits/{key}" },
  mcp: { tool: "run_visit" },
  run: ({ tx }, { runId, key }) => showVisit(tx, runId, key),
});
