import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import { actorRef } from "@/server/platform/actor";
import { clearDeadlines } from "./deadlines";
import { tellOfTask } from "./events";
import { recordHistory, type TaskAt } from "./history";

/** Closes a locked, open task with an answer. */
export async function completeLocked(
  at: TaskAt,
  taskId: string,
  formData: Record<string, unknown>,
): Promise<void> {
  const { tx, now, actor } = at;
  const closed = await close(at, taskId, {
    status: "completed",
    formData,
    completedBy: actorRef(actor),
    completedAt: now,
    completedVia: actor.channel,
    claimedBy: actorRef(actor),
  });
  await recordHistory(at, taskId, "completed", { formData });
  await tellOfTask(at, "task.completed", closed);
  await noteChange(tx, actor.tenantId, "task", taskId);
}

/** Closes a locked, open task without one. */
export async function closeUnanswered(
  at: TaskAt,
  taskId: string,
  status: "expired" | "cancelled",
  reason: string,
): Promise<void> {
  const closed = await close(at, taskId, { status });
  await recordHistory(at, taskId, status, { reason });
  await tellOfTask(at, `task.${status}`, closed);
  await noteChange(at.tx, at.actor.tenantId, "task", taskId);
}

async function close(
  { tx, now }: TaskAt,
  taskId: string,
  set: Partial<typeof tasks.$inferInsert>,
): Promise<typeof tasks.$inferSelect> {
  const [closed] = await tx
    .update(tasks)
    .set({ ...set, nextDueAt: null, updatedAt: now })
    .where(eq(tasks.id, taskId))
    .returning();
  if (!closed) throw new Error("a locked task is gone");
  await clearDeadlines(tx, taskId);
  return closed;
}
