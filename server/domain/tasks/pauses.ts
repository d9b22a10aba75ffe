import { and, eq, isNull } from "drizzle-orm";
import { taskPauses } from "@/db/schema/task-work";
import { post } from "@/db/tenancy";
import { pausedBy } from "@/server/domain/sla/resolve";
import { actorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import { ofClocks, refreshNextDue, runOn, stopClocks } from "./deadlines";
import type { TaskAt } from "./history";
import type { TaskRow } from "./queries";
import type { PauseReason } from "./schema";

/**
 * Lets those clocks of a locked, open task stand still that its SLA says do for this reason; the pause is kept. Clocks
 * that another reason has stopped already are left as they are: each starts again when the last of its reasons is gone.
 */
export function pauseClocks(at: TaskAt, task: Pick<TaskRow, "id" | "sla">, reason: PauseReason): void {
  const { tx, now, actor } = at;
  const taskId = task.id;
  const by = actorRef(actor);
  post(
    tx
      .insert(taskPauses)
      .values({ id: newId(), tenantId: actor.tenantId, taskId, reason, by, startedAt: now }),
  );
  stopClocks(tx, now, taskId, ofClocks(pausedBy(task.sla, reason)));
  refreshNextDue(tx, taskId);
}

/**
 * Ends a task's pauses of this reason. The clocks that nothing else holds run on from where they stood, the claim
 * clock only if nobody has claimed.
 */
export async function resumeClocks(
  at: TaskAt,
  task: Pick<TaskRow, "id" | "sla" | "claimedBy">,
  reason: PauseReason,
): Promise<void> {
  post(
    at.tx
      .update(taskPauses)
      .set({ endedAt: at.now })
      .where(and(eq(taskPauses.taskId, task.id), eq(taskPauses.reason, reason), isNull(taskPauses.endedAt))),
  );
  await runOn(at, task);
  refreshNextDue(at.tx, task.id);
}

/** A closed task's pauses are over with it; its clocks do not start again. */
export function endPauses({ tx, now }: TaskAt, taskId: string): void {
  post(
    tx
      .update(taskPauses)
      .set({ endedAt: now })
      .where(and(eq(taskPauses.taskId, taskId), isNull(taskPauses.endedAt))),
  );
}
