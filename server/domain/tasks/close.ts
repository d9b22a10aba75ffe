import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import { change } from "@/db/tenancy";
import { actorRef } from "@/server/platform/actor";
import { clearDeadlines, metLate } from "./deadlines";
import { discardDraft } from "./drafts";
import { tellOfTask } from "./events";
import { recordHistory, type TaskAt } from "./history";
import { endPauses } from "./pauses";
import type { TaskRow } from "./queries";
import { useOfSuggestion } from "./rules";

/** Closes a locked, open task with an answer. */
export function completeLocked(at: TaskAt, task: TaskRow, formData: Record<string, unknown>): void {
  const { now, actor } = at;
  const who = actorRef(actor);
  const answer = {
    formData,
    completedBy: who,
    completedAt: now,
    completedVia: actor.channel,
    claimedBy: who,
  };
  const closed = close(at, task, { status: "completed", ...answer });
  const suggestion = useOfSuggestion(task.suggestion, formData);
  recordHistory(at, task.id, "completed", { formData, ...(suggestion ? { suggestion } : {}) });
  if (actor.userId) discardDraft(at.tx, { taskId: task.id, userId: actor.userId });
  if (task.breachedAt) metLate(at.tx, now, task.id);
  tellOfTask(at, "task.completed", closed);
}

/** Closes a locked, open task without one. */
export function closeUnanswered(
  at: TaskAt,
  task: TaskRow,
  status: "expired" | "cancelled",
  reason: string,
): void {
  const closed = close(at, task, { status });
  recordHistory(at, task.id, status, { reason });
  tellOfTask(at, `task.${status}`, closed);
}

function close(at: TaskAt, task: TaskRow, set: Partial<TaskRow>): TaskRow {
  const { tx, now, actor } = at;
  const changed = { ...set, nextDueAt: null, snoozedUntil: null, waitingSince: null, updatedAt: now };
  change(tx, tasks, task, changed);
  clearDeadlines(tx, actor.tenantId, task.id);
  if (task.snoozedUntil || task.waitingSince) endPauses(at, task.id);
  noteChange(tx, actor.tenantId, "task", task.id);
  return { ...task, ...changed };
}
