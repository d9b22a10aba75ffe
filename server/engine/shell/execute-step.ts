import { and, eq, sql } from "drizzle-orm";
import { runJobs } from "@/db/schema/runs";
import { prepared, remove, withSystem, withTenant } from "@/db/tenancy";
import type { StepFailed, StepSucceeded } from "@/server/engine/core/events";
import type { Json } from "@/server/engine/core/json";
import { gather, gatherByKey } from "@/server/platform/gather";
import { log } from "@/server/platform/log";
import { deliverAll } from "./deliver";
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

const noteStart = prepared((tx) =>
  tx
    .update(runJobs)
    .set({ starts: sql`${runJobs.starts} + 1` })
    .where(
      and(
        eq(runJobs.tenantId, sql.placeholder("tenantId")),
        eq(runJobs.runId, sql.placeholder("runId")),
        eq(runJobs.stepKey, sql.placeholder("key")),
        eq(runJobs.attempt, sql.placeholder("attempt")),
      ),
    )
    .returning(),
);

/** Steps that begin or end at about the same time share a transaction, so that a worker's batch costs a few. */
const SHARED = { atOnce: 2, max: 100 };

/**
 * Executes one attempt of a step: at least once outside, its outcome applied once. The call is made between two
 * transactions, never inside one. A job that comes again after its outcome finds no open row and does nothing.
 */
export async function executeStep(job: StepJob, signal: AbortSignal): Promise<void> {
  const { open, now } = await begin(job);
  if (!open) return;
  const isLost = open.starts > MAX_STARTS || (open.givenUp && open.starts > 1);
  const outcome = isLost ? lost(open.starts - 1) : await attempt(open, signal);
  if (signal.aborted) throw new Error("the worker stopped before the step had an outcome");
  await settleStep(job, { ...outcome, startedAt: now.getTime() });
}

/** Commits the start before anything can kill the worker; a batch's starts together. */
const begin = gather(SHARED, (jobs: StepJob[]) =>
  withSystem("steps begin", async (tx, now) => {
    const open = await Promise.all(jobs.map((job) => noteStart(tx, { ...job })));
    return open.map(([row]) => ({ open: row, now }));
  }),
);

/** Gives a step its outcome, once: an outcome that the run no longer expects is not applied. */
export async function settleStep(job: StepJob, outcome: Outcome): Promise<void> {
  await settleTogether(job.tenantId, { job, outcome });
}

interface Settled {
  job: StepJob;
  outcome: Outcome;
}

/** Each tenant's by themselves, since a transaction is of one tenant. */
const settleTogether = gatherByKey(SHARED, (tenantId, batch: Settled[]) =>
  withTenant(tenantId, async (tx, now) => {
    // All runs are locked in one order, so that two batches never wait for each other.
    await deliverAll(
      { tx, now, tenantId },
      batch.map(({ job, outcome }) => eventOf(job, outcome, now)),
    );
    for (const { job } of batch) {
      const { runId, key: stepKey, attempt } = job;
      remove(tx, runJobs, { tenantId, runId, stepKey, attempt });
    }
    return batch.map(() => undefined);
  }),
);

function eventOf({ runId, key, attempt }: StepJob, outcome: Outcome, now: Date) {
  return { runId, event: { ...outcome, at: now.getTime(), key, attempt } };
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
    if (error instanceof ExecutionFailure) return failed(error.code, error.message, error.retryable, error);
    log.error({ err: error, key: open.stepKey }, "step failed unexpectedly");
    const message = "The step failed for a reason of Orkestra's own";
    return failed("internal_error", message, true, { unknown: true });
  }
}

/** The outcome of a step that its workers did not live to give. */
export function lost(starts: number): Outcome {
  const message = `The step was begun ${starts} times and never came to an outcome`;
  return failed("worker_lost", message, false, { unknown: true });
}

function failed(
  code: string,
  message: string,
  retryable: boolean,
  { retryAfterMs, unknown }: Pick<ExecutionFailure, "retryAfterMs" | "unknown"> = {},
): Outcome {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs: Math.ceil(retryAfterMs) };
  return {
    type: "step.failed",
    error: { code, message, retryable, ...wait, ...(unknown ? { unknown } : {}) },
  };
}
