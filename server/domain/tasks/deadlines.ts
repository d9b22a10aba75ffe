import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { taskPauses } from "@/db/schema/task-work";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
import { append, post, remove, type Tx } from "@/db/tenancy";
import { send } from "@/server/jobs/send";
import { newId } from "@/server/platform/ids";
import type { DeadlineClock, ResolvedSla } from "./schema";

interface Planned {
  clock: DeadlineClock;
  escalation: number | null;
  afterMs: number;
}

/** Every deadline that an SLA sets when its task is made, in milliseconds from then. */
export function planDeadlines(sla: ResolvedSla): Planned[] {
  const planned: Planned[] = [];
  const clocks = {
    claimWithin: sla.claimWithin,
    completeWithin: sla.completeWithin,
    expireAfter: sla.expireAfter,
  };
  for (const [clock, afterMs] of Object.entries(clocks)) {
    if (afterMs !== undefined) planned.push({ clock: clock as DeadlineClock, escalation: null, afterMs });
  }
  for (const [index, step] of (sla.escalate ?? []).entries()) {
    const base = clocks[step.on];
    if (base !== undefined)
      planned.push({ clock: step.on, escalation: index, afterMs: base + (step.after ?? 0) });
  }
  return planned;
}

/** Sets a new task's deadlines, each with its prompt call; both exist if and only if the task does. */
export function setDeadlines(tx: Tx, now: Date, tenantId: string, taskId: string, sla: ResolvedSla): void {
  const planned = planDeadlines(sla);
  if (planned.length === 0) return;
  const rows = planned.map(({ clock, escalation, afterMs }) => ({
    id: newId(),
    tenantId,
    taskId,
    clock,
    escalation,
    dueAt: new Date(now.getTime() + afterMs),
  }));
  append(tx, taskDeadlines, rows);
  for (const row of rows) callWhenDue(tx, now, tenantId, row);
}

/** A deadline further away than this gets no job: the sweep finds it, and most tasks are closed long before. */
const PROMPT_WITHIN_MS = 60_000;

/** Sends the prompt call of a deadline that is near. */
export function callWhenDue(
  tx: Tx,
  now: Date,
  tenantId: string,
  { id, dueAt }: { id: string; dueAt: Date },
): void {
  const afterMs = Math.max(0, dueAt.getTime() - now.getTime());
  if (afterMs > PROMPT_WITHIN_MS) return;
  send(tx, "deadline.due", { tenantId, deadlineId: id }, { afterSeconds: afterMs / 1000 });
}

const running = (taskId: string) => and(eq(taskDeadlines.taskId, taskId), isNull(taskDeadlines.firedAt));
const claimClock = eq(taskDeadlines.clock, "claimWithin");

/** A claim halts the claim clock and what hangs on it. */
export function stopClaimClock(tx: Tx, now: Date, taskId: string): void {
  post(
    tx
      .update(taskDeadlines)
      .set({ stoppedAt: now })
      .where(and(running(taskId), claimClock, isNull(taskDeadlines.stoppedAt))),
  );
}

/** Whether no pause holds the task's clocks: one that is to start for another reason waits for its end. */
export function isUnpaused(taskId: string): SQL {
  return sql`not exists (select from ${taskPauses} where ${taskPauses.taskId} = ${taskId} and ${taskPauses.endedAt} is null)`;
}

/** A release lets the claim clock run on from where it stood, unless the task is paused. */
export async function resumeClaimClock(tx: Tx, now: Date, tenantId: string, taskId: string): Promise<void> {
  const resumed = await tx
    .update(taskDeadlines)
    .set({
      dueAt: sql`${taskDeadlines.dueAt} + (${now.toISOString()}::timestamptz - ${taskDeadlines.stoppedAt})`,
      stoppedAt: null,
    })
    .where(and(running(taskId), claimClock, isNotNull(taskDeadlines.stoppedAt), isUnpaused(taskId)))
    .returning({ id: taskDeadlines.id, dueAt: taskDeadlines.dueAt });
  for (const row of resumed) callWhenDue(tx, now, tenantId, row);
}

/** A closed task has no deadlines that could fire; those that did stay for its timeline. */
export function clearDeadlines(tx: Tx, taskId: string): void {
  remove(tx, taskDeadlines, taskDeadlines.taskId, taskId, "fired_at is null");
}

/** Keeps `next_due_at`, by which the inbox sorts, at the nearest deadline that still runs. */
export function refreshNextDue(tx: Tx, taskId: string): void {
  const nearest = tx
    .select({ dueAt: sql`min(${taskDeadlines.dueAt})` })
    .from(taskDeadlines)
    .where(and(running(taskId), isNull(taskDeadlines.stoppedAt)));
  post(
    tx
      .update(tasks)
      .set({ nextDueAt: sql`(${nearest})` })
      .where(eq(tasks.id, taskId)),
  );
}
