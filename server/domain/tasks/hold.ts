import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { taskPauses } from "@/db/schema/task-work";
import { tasks } from "@/db/schema/tasks";
import { post } from "@/db/tenancy";
import { tell } from "@/server/domain/notifications/tell";
import { recordHistory, type TaskAt } from "./history";
import { pauseClocks, resumeClocks } from "./pauses";
import type { TaskRow } from "./queries";

/** Puts a locked, open task off until a time; snoozing it again moves the time. */
export function snooze(at: TaskAt, task: TaskRow, until: Date): void {
  const { tx, now } = at;
  post(tx.update(tasks).set({ snoozedUntil: until, updatedAt: now }).where(eq(tasks.id, task.id)));
  if (!task.snoozedUntil) pauseClocks(at, task, "snoozed");
  recordHistory(at, task.id, "snoozed", { until: until.toISOString() });
  noteChange(tx, at.actor.tenantId, "task", task.id);
}

/** Takes a locked, snoozed task back among those that need somebody; tells whose it is, unless they did it. */
export async function wake(at: TaskAt, task: TaskRow): Promise<void> {
  const { tx, now, actor } = at;
  const told = await whoIsToldOfWaking(at, task);
  post(tx.update(tasks).set({ snoozedUntil: null, updatedAt: now }).where(eq(tasks.id, task.id)));
  await resumeClocks(at, task, "snoozed");
  recordHistory(at, task.id, "woken");
  if (told && told !== actor.userId) {
    const notice = { kind: "task.woken", title: "Back from snooze", body: task.title } as const;
    await tell(tx, actor.tenantId, [told], { ...notice, path: `/tasks/${task.id}` });
  }
  noteChange(tx, actor.tenantId, "task", task.id);
}

/** Who holds the task, or else who put it off. */
async function whoIsToldOfWaking({ tx }: TaskAt, task: TaskRow): Promise<string | null> {
  if (task.claimedBy) return task.claimedBy.type === "user" ? task.claimedBy.id : null;
  if (task.userId) return task.userId;
  const [pause] = await tx
    .select({ by: taskPauses.by })
    .from(taskPauses)
    .where(and(eq(taskPauses.taskId, task.id), eq(taskPauses.reason, "snoozed"), isNull(taskPauses.endedAt)));
  return pause?.by.type === "user" ? pause.by.id : null;
}

/** Leaves the next word to the customer. */
export function waitForCustomer(at: TaskAt, task: TaskRow): void {
  const { tx, now, actor } = at;
  post(tx.update(tasks).set({ waitingSince: now, updatedAt: now }).where(eq(tasks.id, task.id)));
  pauseClocks(at, task, "waiting");
  recordHistory(at, task.id, "waiting");
  noteChange(tx, actor.tenantId, "task", task.id);
}

/** Ends the wait of a locked task. */
export async function stopWaiting(at: TaskAt, task: TaskRow, because: "by_hand" | "customer_wrote") {
  const { tx, now, actor } = at;
  post(tx.update(tasks).set({ waitingSince: null, updatedAt: now }).where(eq(tasks.id, task.id)));
  await resumeClocks(at, task, "waiting");
  recordHistory(at, task.id, "waitingEnded", { because });
  noteChange(tx, actor.tenantId, "task", task.id);
}

/**
 * The customer has said something: what waited for it in this conversation waits no more, and who holds it is told.
 * Locks tasks and not their runs: nothing here reaches those, and the caller may hold another run.
 */
export async function customerWrote(at: TaskAt, conversationId: string, words: string): Promise<void> {
  const waiting = await at.tx
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.conversationId, conversationId),
        isNotNull(tasks.waitingSince),
        // A duplicate waits for another task, whatever the customer says.
        isNull(tasks.mergedInto),
      ),
    )
    .orderBy(tasks.id)
    .for("update");
  for (const task of waiting) {
    await stopWaiting(at, task, "customer_wrote");
    const holder = task.claimedBy?.type === "user" ? task.claimedBy.id : task.userId;
    if (!holder) continue;
    const notice = { kind: "task.customerWrote", title: `The customer wrote: ${task.title}` } as const;
    const body = words.length > 200 ? `${words.slice(0, 199)}…` : words;
    await tell(at.tx, at.actor.tenantId, [holder], { ...notice, body, path: `/tasks/${task.id}` });
  }
}
