import { and, asc, isNull, lte, sql } from "drizzle-orm";
import { runTimers } from "@/db/schema/runs";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
import { withSystem } from "@/db/tenancy";
import { duplicatesToAnswer } from "@/server/domain/related/merge";
import { forgetTheGone } from "@/server/domain/tasks/presence";
import { perform } from "@/server/operations/perform";
import { answerDuplicate } from "@/server/operations/tasks/answer-duplicate";
import { wakeTask } from "@/server/operations/tasks/wake";
import { systemActor } from "@/server/platform/actor";
import { log } from "@/server/platform/log";
import { deadlineDue } from "./handlers/deadline-due";
import { timerDue } from "./handlers/timer-due";
import { pruneNowAndThen } from "./prune";
import { sweepStarts } from "./sweep-starts";

/** How often every worker looks for what is due, whatever became of the jobs that should have called. */
const SWEEP_INTERVAL_MS = 1_000;
/** Rows of each kind that one look takes. */
const SWEEP_BATCH = 100;

const never = new AbortController().signal;

/**
 * Finds due timers, deadlines, snoozes and starts by the database's clock and does them. The tables are the truth: a delayed job is
 * only the prompt call, and one that was lost, deleted or late costs a second at most.
 * @returns how many were found
 */
export async function sweepOnce(): Promise<number> {
  const { timers, deadlines, snoozes, duplicates } = await withSystem("sweep what is due", async (tx) => ({
    timers: await tx
      .select({ tenantId: runTimers.tenantId, timerId: runTimers.id })
      .from(runTimers)
      .where(and(isNull(runTimers.firedAt), lte(runTimers.dueAt, sql`now()`)))
      .orderBy(asc(runTimers.dueAt))
      .limit(SWEEP_BATCH)
      .for("update", { skipLocked: true }),
    deadlines: await tx
      .select({ tenantId: taskDeadlines.tenantId, deadlineId: taskDeadlines.id })
      .from(taskDeadlines)
      .where(
        and(
          isNull(taskDeadlines.firedAt),
          isNull(taskDeadlines.stoppedAt),
          lte(taskDeadlines.dueAt, sql`now()`),
        ),
      )
      .orderBy(asc(taskDeadlines.dueAt))
      .limit(SWEEP_BATCH)
      .for("update", { skipLocked: true }),
    gone: await forgetTheGone(tx),
    duplicates: await duplicatesToAnswer(tx, SWEEP_BATCH),
    snoozes: await tx
      .select({ tenantId: tasks.tenantId, taskId: tasks.id })
      .from(tasks)
      .where(lte(tasks.snoozedUntil, sql`now()`))
      .orderBy(asc(tasks.snoozedUntil))
      .limit(SWEEP_BATCH)
      .for("update", { skipLocked: true }),
  }));
  for (const timer of timers) await attempt(() => timerDue(timer, never), timer);
  for (const deadline of deadlines) await attempt(() => deadlineDue(deadline, never), deadline);
  for (const { tenantId, taskId } of snoozes)
    await attempt(() => wakeDue(tenantId, taskId), { tenantId, taskId });
  for (const { tenantId, taskId } of duplicates)
    await attempt(() => answerDue(tenantId, taskId), { tenantId, taskId });
  return timers.length + deadlines.length + snoozes.length + (await sweepStarts());
}

async function wakeDue(tenantId: string, taskId: string): Promise<void> {
  await perform(wakeTask, systemActor(tenantId), { taskId });
}

async function answerDue(tenantId: string, taskId: string): Promise<void> {
  await perform(answerDuplicate, systemActor(tenantId), { taskId });
}

/** One that can't be done must not keep the others from it; the next look finds it again. */
async function attempt(act: () => Promise<void>, what: object): Promise<void> {
  try {
    await act();
  } catch (error) {
    log.error({ err: error, ...what }, "due, but could not be done");
  }
}

/** Sweeps until stopped; `stop` resolves when the sweep under way is done. */
export function startSweeping(): { stop(): Promise<void> } {
  let stopped = false;
  let wake: (() => void) | undefined;
  const loop = (async () => {
    while (!stopped) {
      const found = await sweepOnce().catch((error: unknown) => {
        log.warn({ err: error }, "sweep failed; it is tried again");
        return 0;
      });
      await pruneNowAndThen().catch((error: unknown) => log.warn({ err: error }, "old rows not removed"));
      if (found >= SWEEP_BATCH || stopped) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, SWEEP_INTERVAL_MS);
      });
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake?.();
      await loop;
    },
  };
}
