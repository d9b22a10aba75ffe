import { and, eq, sql } from "drizzle-orm";
import { runJobs } from "@/db/schema/runs";
import { type Tx, withTenant } from "@/db/tenancy";
import type { StepFailed, StepSucceeded } from "@/server/engine/core/events";
import type { Json } from "@/server/engine/core/json";
import { log } from "@/server/platform/log";
import { deliver } from "./deliver";
import { ExecutionFailure, type Executor } from "./executor";
import { http } from "./executors/http";
import { tool } from "./executors/tool";

/** What carries out each kind that leaves the database. */
export const EXECUTORS: Record<string, Executor> = { http, tool };

/** A step whose worker died this often without an outcome is what kills them: it fails instead. */
const MAX_STARTS = 3;
const DEFAULT_TIMEOUT_MS = 15_000;

interface StepJob {
  tenantId: string;
  runId: string;
  key: string;
  attempt: number;
}

type OpenJob = typeof runJobs.$inferSelect;
type Outcome =
  | Pick<StepSucceeded, "type" | "output" | "startedAt">
  | Pick<StepFailed, "type" | "error" | "startedAt">;

const rowOf = ({ runId, key, attempt }: StepJob) =>
  and(eq(runJobs.runId, runId), eq(runJobs.stepKey, key), eq(runJobs.attempt, attempt));

/**
 * Executes one attempt of a step: at least once outside, its outcome applied once. The call is made between two
 * transactions, never inside one. A job that comes again after its outcome finds no open row and does nothing.
 */
export async function executeStep(job: StepJob, signal: AbortSignal): Promise<void> {
  const begun = await withTenant(job.tenantId, async (tx, now) => ({ open: await begin(tx, job), now }));
  const { open } = begun;
  if (!open) return;
  const outcome = open.starts > MAX_STARTS ? lost(open.starts - 1) : await attempt(open, signal);
  if (signal.aborted) throw new Error("the worker stopped before the step had an outcome");
  await settleStep(job, { ...outcome, startedAt: begun.now.getTime() });
}

/** Commits the start before anything can kill the worker. */
async function begin(tx: Tx, job: StepJob): Promise<OpenJob | undefined> {
  const [open] = await tx
    .update(runJobs)
    .set({ starts: sql`${runJobs.starts} + 1` })
    .where(rowOf(job))
    .returning();
  return open;
}

/** Gives a step its outcome, once: whoever deletes the open row delivers. */
export async function settleStep(job: StepJob, outcome: Outcome): Promise<void> {
  await withTenant(job.tenantId, async (tx, now) => {
    const event = { ...outcome, at: now.getTime(), key: job.key, attempt: job.attempt };
    const delivered = await deliver({ tx, now, tenantId: job.tenantId }, job.runId, event);
    await tx.delete(runJobs).where(rowOf(job));
    if (!delivered.applied) log.debug({ key: job.key, reason: delivered.reason }, "outcome not applied");
  });
}

async function attempt(open: OpenJob, signal: AbortSignal): Promise<Outcome> {
  const execute = EXECUTORS[open.kind];
  if (!execute) return failed("unknown_kind", `Nothing here executes steps of kind ${open.kind}`, false);
  try {
    const timeoutMs = open.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const { tenantId, request, idempotencyKey } = open;
    const output: Json = await execute({ tenantId, request, timeoutMs, idempotencyKey, signal });
    return { type: "step.succeeded", output };
  } catch (error) {
    if (error instanceof ExecutionFailure) return failed(error.code, error.message, error.retryable);
    log.error({ err: error, key: open.stepKey }, "step failed unexpectedly");
    return failed("internal_error", "The step failed for a reason of Orkestra's own", true);
  }
}

/** The outcome of a step that its workers did not live to give. */
export function lost(starts: number): Outcome {
  return failed("worker_lost", `The step was begun ${starts} times and never came to an outcome`, false);
}

function failed(code: string, message: string, retryable: boolean): Outcome {
  return { type: "step.failed", error: { code, message, retryable } };
}
