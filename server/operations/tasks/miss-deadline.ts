import { and, eq, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
import { Id } from "@/server/domain/schema";
import { closeUnanswered } from "@/server/domain/tasks/close";
import { refreshNextDue } from "@/server/domain/tasks/deadlines";
import { escalate } from "@/server/domain/tasks/escalate";
import { recordHistory, type TaskAt } from "@/server/domain/tasks/history";
import { lockTask, type TaskRow } from "@/server/domain/tasks/queries";
import { isOpen } from "@/server/domain/tasks/rules";
import { deliver } from "@/server/engine/shell/deliver";
import { operation } from "../operation";

type Deadline = typeof taskDeadlines.$inferSelect;

/**
 * Performed by the system when a deadline has come; late, early or repeated calls find nothing to do. Whatever else of
 * the task is due by then is done with it, in the order it came due: after an outage a task still escalates before it
 * expires.
 */
export const missDeadline = operation({
  name: "task.missDeadline",
  summary: "Do what a missed deadline asks for",
  kind: "write",
  permission: "tasks:admin",
  internal: true,
  input: z.strictObject({ deadlineId: Id }),
  output: z.object({ fired: z.int() }),
  async run({ actor, tx, now }, { deadlineId }) {
    const [seen] = await tx.select().from(taskDeadlines).where(eq(taskDeadlines.id, deadlineId));
    if (!seen) return { fired: 0 };
    const at = { tx, now, actor };
    let task = await lockTask(tx, seen.taskId);
    const due = isOpen(task.status) ? await takeDue(at, task.id) : [];
    for (const deadline of due) {
      const { closed } = await act(at, task, deadline);
      if (closed) break;
      task = await lockTask(tx, task.id);
    }
    if (due.length > 0 && isOpen(task.status)) refreshNextDue(tx, task.id);
    if (due.length > 0) noteChange(tx, actor.tenantId, "task", task.id);
    return { fired: due.length };
  },
});

/** Marks every running deadline of a locked task that is due as fired, and gives them in the order they came due. */
async function takeDue({ tx, now }: TaskAt, taskId: string): Promise<Deadline[]> {
  const taken = await tx
    .update(taskDeadlines)
    .set({ firedAt: now })
    .where(
      and(
        eq(taskDeadlines.taskId, taskId),
        isNull(taskDeadlines.firedAt),
        isNull(taskDeadlines.stoppedAt),
        lte(taskDeadlines.dueAt, now),
      ),
    )
    .returning();
  // A clock is missed before what hangs on it happens; ids keep the order in which they were set.
  return taken.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
}

async function act(at: TaskAt, task: TaskRow, deadline: Deadline): Promise<{ closed: boolean }> {
  if (deadline.clock === "expireAfter") {
    await expire(at, task);
    return { closed: true };
  }
  const step = deadline.escalation === null ? undefined : task.sla?.escalate?.[deadline.escalation];
  if (step) await escalate(at, task, deadline.clock, step);
  else if (deadline.escalation === null) await breach(at, task, deadline);
  return { closed: false };
}

async function breach(at: TaskAt, task: TaskRow, deadline: Deadline): Promise<void> {
  await at.tx
    .update(tasks)
    .set({ breachedAt: task.breachedAt ?? at.now })
    .where(eq(tasks.id, task.id));
  recordHistory(at, task.id, "breached", {
    clock: deadline.clock,
    dueAt: deadline.dueAt.toISOString(),
  });
}

async function expire(at: TaskAt, task: TaskRow): Promise<void> {
  closeUnanswered(at, task, "expired", "Nobody answered in time");
  if (task.runId && task.stepKey) {
    await deliver({ tx: at.tx, now: at.now, tenantId: at.actor.tenantId }, task.runId, {
      type: "task.expired",
      at: at.now.getTime(),
      key: task.stepKey,
    });
  }
}
