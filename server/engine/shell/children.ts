import { and, eq, isNull } from "drizzle-orm";
import { runs } from "@/db/schema/runs";
import { withTenant } from "@/db/tenancy";
import { allowStart } from "@/server/domain/workflows/allow";
import { checkRunInput } from "@/server/domain/workflows/input";
import { findVersion, findWorkflow } from "@/server/domain/workflows/queries";
import type { CancelChild, StartChild } from "@/server/engine/core/effects";
import type { RunEvent } from "@/server/engine/core/events";
import type { Json } from "@/server/engine/core/json";
import { MAX_DEPTH, TOO_DEEP } from "@/server/engine/core/limits";
import { send } from "@/server/jobs/send";
import { actorRef, workflowActor } from "@/server/platform/actor";
import { conflict, isAppError } from "@/server/platform/errors";
import { isLimited } from "./admission";
import { loadDefinition } from "./definitions";
import { type Delivery, deliver, type RunRow } from "./deliver";
import { startRun } from "./start";

/**
 * Runs that runs start. A child starts in the transaction of its parent's event: its row is new, so nobody can wait for
 * it. From then on the two never share a transaction, since two runs locked in one could wait for each other: what one
 * has to tell the other goes by a job.
 *
 * A child begins at once, whatever the limits say: its parent has a place already, and parents that hold places while
 * they wait for others would wait for ever. It is counted, so what is started from outside waits for it.
 */
export async function startChild(
  delivery: Delivery,
  run: RunRow,
  effect: StartChild,
): Promise<RunEvent | undefined> {
  const { key, attempt } = effect;
  try {
    await start(delivery, run, effect);
    return undefined;
  } catch (error) {
    if (!isAppError(error)) throw error;
    const failure = { message: error.message, code: error.code, retryable: false };
    return { type: "step.failed", at: delivery.now.getTime(), key, attempt, error: failure };
  }
}

async function start(delivery: Delivery, run: RunRow, effect: StartChild): Promise<void> {
  const { tx, tenantId } = delivery;
  if (run.nesting >= MAX_DEPTH) {
    const message = `Workflows start each other at most ${MAX_DEPTH} deep, and "${effect.workflow}" would be deeper.`;
    throw conflict(TOO_DEEP, message);
  }
  const workflow = await findWorkflow(tx, effect.workflow);
  allowStart(workflow);
  const { version } = await findVersion(tx, workflow, effect.version);
  const definition = await loadDefinition(tx, { tenantId, workflowId: workflow.id, version });
  checkRunInput(definition.input, effect.input);
  await startRun(delivery, {
    workflowId: workflow.id,
    workflowName: workflow.name,
    version,
    definition,
    input: effect.input,
    parent: { runId: run.id, stepKey: effect.key, attempt: effect.attempt, nesting: run.nesting + 1 },
    startedBy: actorRef(workflowActor(tenantId, run.id, run.workflowName)),
    options: { depth: run.depth, priority: run.priority, limited: await isLimited(tx, tenantId, workflow) },
  });
}

/** Orders the end of a child that nobody waits for any more. */
export async function cancelChild(
  { tx, tenantId }: Delivery,
  run: RunRow,
  { key, attempt }: CancelChild,
): Promise<undefined> {
  const [child] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(
      and(
        eq(runs.parentRunId, run.id),
        eq(runs.parentStepKey, key),
        eq(runs.parentAttempt, attempt),
        isNull(runs.endedAt),
      ),
    );
  if (child) send(tx, "child.cancel", { tenantId, runId: child.id });
}

/** Ends a run whose parent has ended, or waits for it no more. One that has ended already stays as it is. */
export async function cancelOrphan(tenantId: string, runId: string): Promise<void> {
  await withTenant(tenantId, async (tx, now) => {
    const by = { type: "system", id: "system", name: "Orkestra" };
    const reason = "The run that started it does not wait for it any more";
    await deliver({ tx, now, tenantId }, runId, { type: "run.cancelled", at: now.getTime(), reason, by });
  });
}

/** Tells a parent how the run that it started has ended. Told twice, it does nothing. */
export async function reportChild(tenantId: string, runId: string): Promise<void> {
  await withTenant(tenantId, (tx, now) => reportEnd({ tx, now, tenantId }, runId));
}

/** The same in a transaction in which nothing else is told to the child. */
export async function reportEnd(delivery: Delivery, runId: string): Promise<void> {
  const [child] = await delivery.tx.select().from(runs).where(eq(runs.id, runId));
  if (!child?.parentRunId || !child.parentStepKey) return;
  const { status, output, error } = child.state;
  if (status !== "completed" && status !== "failed" && status !== "cancelled") return;
  await deliver(delivery, child.parentRunId, {
    type: "child.finished",
    at: delivery.now.getTime(),
    key: child.parentStepKey,
    attempt: child.parentAttempt ?? 1,
    runId,
    status,
    output: (output ?? null) as Json,
    ...(error ? { error: { message: error.message, code: error.code } } : {}),
  });
}
