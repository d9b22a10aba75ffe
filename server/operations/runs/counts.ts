import { z } from "zod";
import { countRuns } from "@/server/domain/runs/queries";
import { MAX_COUNTED_RUNS } from "@/server/domain/runs/rules";
import { RunStatus, RunTag } from "@/server/domain/runs/schema";
import { operation } from "../operation";

export const runCounts = operation({
  name: "run.counts",
  summary: "Count the runs of each status",
  description: `Counting stops at ${MAX_COUNTED_RUNS} of a status: that many means "at least".`,
  kind: "read",
  permission: "runs:read",
  input: z.strictObject({
    workflow: z.string().max(100).optional(),
    tags: z.preprocess((v) => (typeof v === "string" ? v.split(",") : v), z.array(RunTag).max(20)).optional(),
    text: z.string().trim().max(200).optional(),
  }),
  output: z.record(RunStatus, z.number().int()),
  rest: { method: "GET", path: "/runs/counts" },
  run: ({ tx }, filter) => countRuns(tx, filter, MAX_COUNTED_RUNS),
});
