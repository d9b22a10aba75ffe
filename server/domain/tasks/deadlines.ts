import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { taskPauses } from "@/db/schema/task-work";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
import { append, post, remove, type Tx } from "@/db/tenancy";
import { type ClockTime, clockTimeOf } from "@/server/domain/sla/clock-time";
import { pausedBy } from "@/server/domain/sla/resolve";
import { send } from "@/server/jobs/send";
import { newId } from "@/server/platform/ids";
import type { TaskAt } from "./history";
import type { TaskRow } from "./queries";
import { DEADLINE_CLOCKS, type DeadlineClock, type ResolvedSla } from "./schema";

export interface Planned {
  clock: DeadlineClock;
  escalation: number | null;
  /** Since the clock began to run, in the clock's own time. */
  afterMs: number;
}

/** The clocks that begin to run when a task is made. */
const FROM_THE_START = DEADLINE_CLOCKS.filter((clock) => clock !== "nextResponseWithin");

/** Every deadline that an SLA sets when these clocks begin to run: the clocks' own, and what hangs on them. */
export function planDeadlines(
  sla: ResolvedSla,
  clocks: readonly DeadlineClock[] = FROM_THE_START,
): Planned[] {
  const planned: Planned[] = [];
  for (const clock of clocks) {
    const afterMs = sla[clock];
    if (afterMs !== undefined) planned.push({ clock, escalation: null, afterMs });
  }
  for (const [index, step] of (sla.escalate ?? []).entries()) {
    const base = sla[step.on];
    if (base === undefined || !clocks.includes(step.on)) continue;
    planned.push({ clock: step.on, escalation: index, afterMs: Math.max(0, base + (step.after ?? 0)) });
  }
  return planned;
}

export type DeadlineRow = typeof taskDeadlines.$inferInsert;

/** The rows of what is planned, for clocks that begin to run now. */
export function deadlineRows(
  { tenantId, taskId, now }: { tenantId: string; taskId: string; now: Date },
  planned: Planned[],
  time: ClockTime,
): DeadlineRow[] {
  return planned.map(({ clock, escalation, afterMs }) => {
    return { id: newId(), tenantId, taskId, clock, escalation, dueAt: time.add(clock, now, afterMs) };
  });
}

/** Sets deadlines, each with its prompt call; both exist if and only if the task does. */
export function setDeadlines(tx: Tx, now: Date, rows: DeadlineRow[]): void {
  if (rows.length === 0) return;
  append(tx, taskDeadlines, rows);
  for (const row of rows) if (!row.stoppedAt) callWhenDue(tx, now, row.tenantId, row);
}

/** A deadline further away than this gets no job: the sweep finds it, and most tasks are closed long before. */
const PROMPT_WITHIN_MS = 60_000;

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

const running = (taskId: string) =>
  and(eq(taskDeadlines.taskId, taskId), isNull(taskDeadlines.firedAt), isNull(taskDeadlines.metAt));
const claimClock = eq(taskDeadlines.clock, "claimWithin");

/** A claim halts the claim clock and what hangs on it. */
export function stopClaimClock(tx: Tx, now: Date, task: Pick<TaskRow, "id" | "breachedAt">): void {
  stopClocks(tx, now, task.id, claimClock);
  if (task.breachedAt) metLate(tx, now, task.id, claimClock);
}

/** Lets clocks stand still. */
export function stopClocks(tx: Tx, now: Date, taskId: string, which: SQL | undefined): void {
  post(
    tx
      .update(taskDeadlines)
      .set({ stoppedAt: now })
      .where(and(running(taskId), which, isNull(taskDeadlines.stoppedAt))),
  );
}

/** Notes that what a missed clock asked for was done after all. */
export function metLate(tx: Tx, now: Date, taskId: string, which?: SQL): void {
  const missed = and(isNotNull(taskDeadlines.firedAt), isNull(taskDeadlines.metAt));
  post(
    tx
      .update(taskDeadlines)
      .set({ metAt: now })
      .where(and(eq(taskDeadlines.taskId, taskId), missed, isNull(taskDeadlines.escalation), which)),
  );
}

/** A release lets the claim clock run on from where it stood, unless a pause holds it. */
export async function resumeClaimClock(at: TaskAt, task: Pick<TaskRow, "id" | "sla">): Promise<void> {
  await runOn(at, { ...task, claimedBy: null }, ["claimWithin"]);
}

/**
 * Lets clocks that stand still run on, but for those that a pause or a claim still holds: what they had left, they
 * have left, in the hours that count for them.
 */
export async function runOn(
  { tx, now, actor }: TaskAt,
  task: Pick<TaskRow, "id" | "sla" | "claimedBy">,
  clocks: readonly DeadlineClock[] = DEADLINE_CLOCKS,
): Promise<void> {
  const stopped = (
    await tx
      .select()
      .from(taskDeadlines)
      .where(and(running(task.id), isNotNull(taskDeadlines.stoppedAt), ofClocks(clocks)))
  ).filter(await notHeld(tx, task));
  if (stopped.length === 0) return;
  const time = await clockTimeOf(tx, actor.tenantId, task.sla);
  for (const { id, clock, stoppedAt, dueAt } of stopped) {
    const left = time.between(clock, stoppedAt ?? now, dueAt);
    const due = time.add(clock, now, left);
    post(tx.update(taskDeadlines).set({ dueAt: due, stoppedAt: null }).where(eq(taskDeadlines.id, id)));
    callWhenDue(tx, now, actor.tenantId, { id, dueAt: due });
  }
}

async function notHeld(tx: Tx, task: Pick<TaskRow, "id" | "sla" | "claimedBy">) {
  const pauses = await tx
    .select({ reason: taskPauses.reason })
    .from(taskPauses)
    .where(and(eq(taskPauses.taskId, task.id), isNull(taskPauses.endedAt)));
  const held = new Set(pauses.flatMap(({ reason }) => pausedBy(task.sla, reason)));
  if (task.claimedBy) held.add("claimWithin");
  return ({ clock }: { clock: DeadlineClock }) => !held.has(clock);
}

/** A closed task has no deadlines that could fire; those that did stay for its timeline. */
export function clearDeadlines(tx: Tx, tenantId: string, taskId: string): void {
  remove(tx, taskDeadlines, { tenantId, taskId }, "fired_at is null");
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

/** Deadlines of these clocks. */
export const ofClocks = (clocks: readonly DeadlineClock[]): SQL => inArray(taskDeadlines.clock, [...clocks]);
