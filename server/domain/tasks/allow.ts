import type { Tx } from "@/db/tenancy";
import type { Actor } from "@/server/platform/actor";
import { conflict, forbidden } from "@/server/platform/errors";
import { type TaskRow, taskCaller } from "./queries";
import { isOpen, whyNot } from "./rules";
import type { TaskAct } from "./schema";
import { situation } from "./view";

/**
 * Lets the act go on, or says why not: somebody else's claim and a closed task are conflicts that name who and when,
 * all else is forbidden.
 */
export async function allowOnTask(tx: Tx, actor: Actor, act: TaskAct, task: TaskRow): Promise<void> {
  const caller = await taskCaller(tx, actor);
  const reason = whyNot(act, situation(task), caller);
  if (reason === null) return;
  if (!isOpen(task.status)) throw closedConflict(task);
  if (task.claimedBy && task.claimedBy.id !== actor.id) {
    throw conflict("task_already_claimed", `${task.claimedBy.name} has claimed this task.`, {
      claimedBy: task.claimedBy,
      claimedAt: task.claimedAt?.toISOString(),
    });
  }
  throw forbidden(reason);
}

/** The task is over: who decided, when and where. */
export function closedConflict(task: TaskRow) {
  if (task.status !== "completed") {
    return conflict(
      `task_${task.status}`,
      `This task is ${task.status}; nothing can be done with it any more.`,
    );
  }
  const when = task.completedAt?.toISOString();
  return conflict(
    "task_already_completed",
    `${task.completedBy?.name ?? "Somebody"} has already answered this task (${when}, by ${task.completedVia}).`,
    {
      completedBy: task.completedBy,
      completedAt: when,
      completedVia: task.completedVia,
      formData: task.formData,
    },
  );
}
