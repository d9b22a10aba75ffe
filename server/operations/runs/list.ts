import { z } from "zod";
import { listRuns } from "@/server/domain/runs/queries";
import { CorrelationKey, RunStatus, RunSummary, RunTag } from "@/server/domain/runs/schema";
import { runSummary } from "@/server/domain/runs/view";
import { PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

export const listRunsOperation = operation({
  name: "run.list",
  summary: "List runs, newest first",
  kind: "read",
  permission: "runs:read",
  input: z.strictObject({
    status: z
      .preprocess((v) => (typeof v === "string" ? v.split(",") : v), z.array(RunStatus).max(20))
      .optional(),
    workflow: z.string().max(100).optional(),
    text: z
      .string()
      .trim()
      .max(200)
      .optional()
      .describe("An id, its beginning or its end, or a part of a workflow's name"),
    correlationKey: CorrelationKey.optional(),
    tags: z
      .preprocess((v) => (typeof v === "string" ? v.split(",") : v), z.array(RunTag).max(20))
      .optional()
      .describe("Runs that have all of these"),
    ...PageInput,
  }),
  output: pageOf(RunSummary),
  rest: { method: "GET", path: "/runs" },
  mcp: { tool: "run_list" },
  async run({ tx }, { limit, cursor, ...filter }) {
    const { rows, nextCursor } = await listRuns(tx, filter, { limit, cursor });
    return { data: rows.map(runSummary), nextCursor };
  },
});
