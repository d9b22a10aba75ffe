import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import { resolveAssignee } from "./assign";
import { refreshNextDue, resumeClaimClock } from "./deadlines";
import { recordHistory, type TaskAt } from "./history";
import { notifyAssignees } from "./notify";
import { resumeClocks } from "./pauses";
import type { TaskRow } from "./queries";
import type { AssignTo } from "./schema";

interface Move {
  assignTo: AssignTo;
  action: "reassigned" | "escalated";
  details?: Record<string, unknown>;
}

/**
 * Sends a locked, open task to somebody else: it is assigned again, and whoever had claimed it holds it no longer.
 * An escalation is a move that also raises the level.
 * @throws Invalid when there is no such team or person.
 */
export async function moveTask(
  at: TaskAt,
  task: TaskRow,
  { assignTo, action, details = {} }: Move,
): Promise<void> {
  const { tx, now, actor } = at;
  const to = await resolveAssignee(tx, actor.tenantId, assignTo);
  const escalated = action === "escalated";
  await tx
    .update(tasks)
    .set({
      status: "assigned",
      teamId: to.teamId,
      userId: to.userId,
      claimedBy: null,
      claimedAt: null,
      snoozedUntil: null,
      escalationLevel: task.escalationLevel + (escalated ? 1 : 0),
      updatedAt: now,
    })
    .where(eq(tasks.id, task.id));
  // Whoever it is new to finds it awake.
  if (task.snoozedUntil) await resumeClocks(at, { id: task.id, claimedBy: null }, "snoozed");
  else if (task.claimedBy) await resumeClaimClock(tx, now, actor.tenantId, task.id);
  refreshNextDue(tx, task.id);
  recordHistory(at, task.id, action, {
    to: to.label,
    ...(task.claimedBy ? { from: task.claimedBy.name } : {}),
    ...details,
  });
  const kind = escalated ? "task.escalated" : "task.assigned";
  await notifyAssignees(tx, actor.tenantId, to, { kind, taskId: task.id, title: task.title }, actor.userId);
  noteChange(tx, actor.tenantId, "task", task.id);
}
