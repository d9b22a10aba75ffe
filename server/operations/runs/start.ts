import { z } from "zod";
import { CorrelationKey, RunPriority, RunTag, RunView } from "@/server/domain/runs/schema";
import { WorkflowName } from "@/server/domain/workflows/schema";
import { showNewRun, showRun } from "@/server/engine/shell/show-run";
import { startWorkflow } from "@/server/engine/shell/start-workflow";
import { actorRef } from "@/server/platform/actor";
import { parseDuration } from "@/server/platform/duration";
import { gatheredOperation } from "../operation";

export const startRunOperation = gatheredOperation({
  name: "run.start",
  summary: "Start a run of a workflow",
  description:
    "Runs the latest version unless `version` names another. When the run ends, `callbackUrl` gets a POST signed by Standard Webhooks, retried with backoff. A run that comes later (`startAt`) is `scheduled`; one that a limit has no room for is `queued`, and begins when there is.",
  kind: "write",
  permission: "runs:write",
  input: z.strictObject({
    workflow: WorkflowName,
    version: z.int().min(1).optional(),
    input: z.record(z.string(), z.json()).default({}),
    callbackUrl: z
      .url({ protocol: /^https?$/, error: "must be an http or https URL" })
      .max(2000)
      .optional(),
    idempotencyKey: z
      .string()
      .min(1)
      .max(255)
      .optional()
      .describe("The same key again gives the same run (200), for as long as there is that run"),
    startAt: z.iso.datetime({ offset: true }).optional().describe("When it begins; now when that has passed"),
    timeout: z
      .string()
      .max(50)
      .refine(isDuration, "must be a duration such as 10m, 24h or PT1H")
      .optional()
      .describe("How long it may take from its beginning"),
    tags: z.array(RunTag).max(20).default([]).describe("By which runs are found in lists"),
    priority: RunPriority.default("normal").describe("Whose jobs come first"),
    correlationKey: CorrelationKey.optional().describe("By which signals to many runs find it"),
  }),
  output: RunView.extend({ created: z.boolean() }),
  rest: { method: "POST", path: "/runs", status: (output) => (output.created ? 201 : 200) },
  mcp: { tool: "workflow_start" },
  async run({ actor, tx, now }, { startAt, timeout, ...request }) {
    const opened = new Map<string, string>();
    const { run, created } = await startWorkflow(
      { tx, now, tenantId: actor.tenantId, opened },
      {
        ...request,
        startAt: startAt === undefined ? undefined : new Date(startAt),
        timeoutMs: timeout === undefined ? undefined : parseDuration(timeout),
        startedBy: actorRef(actor),
      },
    );
    const shown = created ? await showNewRun(tx, run, opened) : await showRun(tx, run.id);
    return { ...shown, created };
  },
  show: async (_circumstances, done) => done.map(({ result }) => result),
});

function isDuration(text: string): boolean {
  try {
    return parseDuration(text) > 0;
  } catch {
    return false;
  }
}
