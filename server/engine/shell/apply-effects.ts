import { and, eq, inArray } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/platform";
import { runJobs, runTimers } from "@/db/schema/runs";
import { tasks } from "@/db/schema/tasks";
import { append, post, remove } from "@/db/tenancy";
import { closeUnanswered } from "@/server/domain/tasks/close";
import { openTask } from "@/server/domain/tasks/open";
import { OPEN_TASK_STATUSES } from "@/server/domain/tasks/schema";
import type {
  AbandonStep,
  ClearTimer,
  CloseTask,
  Effect,
  ExecuteStep,
  FinishRun,
  OpenTask,
  SetTimer,
} from "@/server/engine/core/effects";
import type { RunEvent } from "@/server/engine/core/events";
import { send } from "@/server/jobs/send";
import { workflowActor } from "@/server/platform/actor";
import { isAppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { cancelChild, startChild } from "./children";
import type { Delivery, RunRow } from "./deliver";
import { tellOfEnd } from "./events";
import { executeHere } from "./execute-here";
import { subscribe, unsubscribe } from "./subscriptions";

/** Carries one effect out as rows and jobs; what is done on the spot answers with its event. */
type Apply<E extends Effect> = (delivery: Delivery, run: RunRow, effect: E) => Promise<RunEvent | undefined>;

const APPLY: { [T in Effect["type"]]: Apply<Extract<Effect, { type: T }>> } = {
  executeStep,
  abandonStep,
  openTask: openRunTask,
  closeTask,
  startChild,
  cancelChild,
  subscribe,
  unsubscribe,
  setTimer,
  clearTimer,
  finishRun,
};

export function applyEffect<E extends Effect>(
  delivery: Delivery,
  run: RunRow,
  effect: E,
): Promise<RunEvent | undefined> {
  // The table is keyed by the effect's own type, which the compiler can't follow through a generic look-up.
  const apply = APPLY[effect.type] as unknown as Apply<E>;
  return apply(delivery, run, effect);
}

async function executeStep(
  delivery: Delivery,
  run: RunRow,
  effect: ExecuteStep,
): Promise<RunEvent | undefined> {
  if (effect.where === "here") return executeHere(delivery, run, effect);
  const { tx, tenantId } = delivery;
  const { key, attempt, kind, request, idempotencyKey } = effect;
  append(tx, runJobs, {
    tenantId,
    runId: run.id,
    stepKey: key,
    attempt,
    kind,
    request,
    idempotencyKey,
    timeoutMs: effect.timeoutMs ?? null,
  });
  const job = { tenantId, runId: run.id, key, attempt };
  send(tx, "step.execute", job, { urgency: run.priority });
  return undefined;
}

/**
 * A job that has not begun finds no row; one that is under way gives an outcome that nobody takes, unless the run has to
 * know whether it did something: then it stays, and only says what came of it.
 */
async function abandonStep(
  { tx, now, tenantId }: Delivery,
  run: RunRow,
  { key, attempt, tell }: AbandonStep,
): Promise<RunEvent | undefined> {
  if (!tell) {
    remove(tx, runJobs, { tenantId, runId: run.id, stepKey: key, attempt });
    return undefined;
  }
  const job = and(eq(runJobs.runId, run.id), eq(runJobs.stepKey, key), eq(runJobs.attempt, attempt));
  const [notBegun] = await tx
    .delete(runJobs)
    .where(and(job, eq(runJobs.starts, 0)))
    .returning({ key: runJobs.stepKey });
  if (!notBegun) {
    post(tx.update(runJobs).set({ givenUp: true }).where(job));
    return undefined;
  }
  const error = { message: "It was not begun", code: "not_begun", retryable: false };
  return { type: "step.failed", at: now.getTime(), key, attempt, error };
}

async function openRunTask(
  { tx, now, tenantId, opened }: Delivery,
  run: RunRow,
  effect: OpenTask,
): Promise<RunEvent | undefined> {
  const actor = workflowActor(tenantId, run.id, run.workflowName);
  try {
    const { spec, key } = effect;
    const taskId = await openTask(
      { tx, now, actor },
      { ...spec, run: { id: run.id, stepKey: key, workflow: run.workflowName } },
    );
    opened?.set(key, taskId);
    return undefined;
  } catch (error) {
    // Such as a team that does not exist: the step failed, and the definition says what then.
    if (!isAppError(error)) throw error;
    const failure = { message: error.message, code: error.code, retryable: false };
    return {
      type: "step.failed",
      at: now.getTime(),
      key: effect.key,
      attempt: effect.attempt,
      error: failure,
    };
  }
}

async function closeTask(
  { tx, now, tenantId }: Delivery,
  run: RunRow,
  effect: CloseTask,
): Promise<undefined> {
  const [task] = await tx
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.runId, run.id),
        eq(tasks.stepKey, effect.key),
        inArray(tasks.status, [...OPEN_TASK_STATUSES]),
      ),
    )
    .for("update");
  if (!task) return;
  const actor = workflowActor(tenantId, run.id, run.workflowName);
  closeUnanswered({ tx, now, actor }, task, "cancelled", effect.reason);
}

async function setTimer(delivery: Delivery, run: RunRow, effect: SetTimer): Promise<undefined> {
  const { tx, now, tenantId } = delivery;
  const { key, timer, attempt } = effect;
  await clearTimer(delivery, run, { type: "clearTimer", key, timer });
  const id = newId();
  const dueAt = new Date(effect.dueAt);
  append(tx, runTimers, { id, tenantId, runId: run.id, stepKey: key, timer, attempt, dueAt });
  const afterSeconds = Math.max(0, (effect.dueAt - now.getTime()) / 1000);
  send(tx, "timer.due", { tenantId, timerId: id }, { afterSeconds });
}

async function clearTimer({ tx, tenantId }: Delivery, run: RunRow, effect: ClearTimer): Promise<undefined> {
  const { key: stepKey, timer } = effect;
  remove(tx, runTimers, { tenantId, runId: run.id, stepKey, timer }, "fired_at is null");
}

export async function finishRun(
  { tx, now, tenantId }: Delivery,
  run: RunRow,
  effect: FinishRun,
): Promise<undefined> {
  remove(tx, runJobs, { tenantId, runId: run.id });
  tellOfEnd(tx, run, effect);
  if (run.limited) send(tx, "run.admit", { tenantId });
  if (run.parentRunId) send(tx, "child.report", { tenantId, runId: run.id });
  if (!run.callbackUrl) return;
  const id = newId();
  const payload = {
    type: `run.${effect.status}`,
    timestamp: now.toISOString(),
    data: {
      runId: run.id,
      workflow: run.workflowName,
      version: run.version,
      status: effect.status,
      output: effect.output ?? null,
      error: effect.error ?? null,
    },
  };
  append(tx, webhookDeliveries, { id, tenantId, runId: run.id, url: run.callbackUrl, payload });
  send(tx, "callback.deliver", { tenantId, deliveryId: id });
}
