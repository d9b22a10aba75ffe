import { and, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { taskPauses } from "@/db/schema/task-work";
import { taskDeadlines } from "@/db/schema/tasks";
import { post } from "@/db/tenancy";
import { actorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import { callWhenDue, isUnpaused, refreshNextDue } from "./deadlines";
import type { TaskAt } from "./history";
import type { TaskRow } from "./queries";
import type { PauseReason } from "./schema";

/**
 * Lets a locked, open task's clocks stand still for a reason; the pause is kept. Clocks that another reason has
 * stopped already are left as they are: each starts again when the last of its reasons is gone.
 */
export function pauseClocks(at: TaskAt, taskId: string, reason: PauseReason): void {
  const { tx, now, actor } = at;
  const pause = {
    id: newId(),
    tenantId: actor.tenantId,
    taskId,
    reason,
    by: actorRef(actor),
    startedAt: now,
  };
  post(tx.insert(taskPauses).values(pause));
  post(
    tx
      .update(taskDeadlines)
      .set({ stoppedAt: now })
      .where(and(unfired(taskId), isNull(taskDeadlines.stoppedAt))),
  );
  refreshNextDue(tx, taskId);
}

/**
 * Ends a task's pauses of this reason. When no other pause holds its clocks they run on from where they stood, the
 * claim clock only if nobody has claimed.
 */
export async function resumeClocks(
  { tx, now, actor }: TaskAt,
  task: Pick<TaskRow, "id" | "claimedBy">,
  reason: PauseReason,
): Promise<void> {
  post(
    tx
      .update(taskPauses)
      .set({ endedAt: now })
      .where(and(eq(taskPauses.taskId, task.id), eq(taskPauses.reason, reason), isNull(taskPauses.endedAt))),
  );
  const resumed = await tx
    .update(taskDeadlines)
    .set({
      dueAt: sql`${taskDeadlines.dueAt} + (${now.toISOString()}::timestamptz - ${taskDeadlines.stoppedAt})`,
      stoppedAt: null,
    })
    .where(
      and(
        unfired(task.id),
        isNotNull(taskDeadlines.stoppedAt),
        task.claimedBy ? ne(taskDeadlines.clock, "claimWithin") : undefined,
        isUnpaused(task.id),
      ),
    )
    .returning({ id: taskDeadlines.id, dueAt: taskDeadlines.dueAt });
  for (const row of resumed) callWhenDue(tx, now, actor.tenantId, row);
  refreshNextDue(tx, task.id);
}

const unfired = (taskId: string) => and(eq(taskDeadlines.taskId, taskId), isNull(taskDeadlines.firedAt));

/** A closed task's pauses are over with it; its clocks do not start again. */
export function endPauses({ tx, now }: TaskAt, taskId: string): void {
  post(
    tx
      .update(taskPauses)
      .set({ endedAt: now })
      .where(and(eq(taskPauses.taskId, taskId), isNull(taskPauses.endedAt))),
  );
}
