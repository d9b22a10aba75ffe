import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
import { Id } from "@/server/domain/schema";
import { closeUnanswered } from "@/server/domain/tasks/close";
import { refreshNextDue } from "@/server/domain/tasks/deadlines";
import { recordHistory, type TaskAt } from "@/server/domain/tasks/history";
import { moveTask } from "@/server/domain/tasks/move";
import { lockTask, type TaskRow } from "@/server/domain/tasks/queries";
import { isOpen } from "@/server/domain/tasks/rules";
import { deliver } from "@/server/engine/shell/deliver";
import { isAppError } from "@/server/platform/errors";
import { operation } from "../operation";

type Deadline = typeof taskDeadlines.$inferSelect;

/** Performed by the system when a deadline has come; late, early or repeated calls find nothing to do. */
export const missDeadline = operation({
  name: "task.missDeadline",
  summary: "Do what a missed deadline asks for",
  kind: "write",
  permission: "tasks:admin",
  internal: true,
  input: z.strictObject({ deadlineId: Id }),
  output: z.object({ outcome: z.enum(["nothing", "breached", "escalated", "expired"]) }),
  async run({ actor, tx, now }, { deadlineId }) {
    const at = { tx, now, actor };
    const [seen] = await tx.select().from(taskDeadlines).where(eq(taskDeadlines.id, deadlineId));
    if (!seen) return { outcome: "nothing" as const };
    const task = await lockTask(tx, seen.taskId);
    const deadline = await takeDue(at, task, deadlineId);
    if (!deadline) return { outcome: "nothing" as const };
    const outcome = await act(at, task, deadline);
    if (outcome !== "expired") await refreshNextDue(tx, task.id);
    await noteChange(tx, actor.tenantId, "task", task.id);
    return { outcome };
  },
});

/** Marks the deadline as fired if it is due, running and its task open; one caller gets it. */
async function takeDue(
  { tx, now }: TaskAt,
  task: TaskRow,
  deadlineId: string,
): Promise<Deadline | undefined> {
  if (!isOpen(task.status)) return undefined;
  const [row] = await tx.select().from(taskDeadlines).where(eq(taskDeadlines.id, deadlineId)).for("update");
  if (!row || row.firedAt || row.stoppedAt || row.dueAt > now) return undefined;
  const [taken] = await tx
    .update(taskDeadlines)
    .set({ firedAt: now })
    .where(and(eq(taskDeadlines.id, deadlineId), isNull(taskDeadlines.firedAt)))
    .returning();
  return taken;
}

async function act(at: TaskAt, task: TaskRow, deadline: Deadline) {
  if (deadline.clock === "expireAfter") return expire(at, task);
  if (deadline.escalation !== null) return escalate(at, task, deadline);
  await at.tx
    .update(tasks)
    .set({ breachedAt: task.breachedAt ?? at.now })
    .where(eq(tasks.id, task.id));
  await recordHistory(at, task.id, "breached", {
    clock: deadline.clock,
    dueAt: deadline.dueAt.toISOString(),
  });
  return "breached" as const;
}

async function escalate(at: TaskAt, task: TaskRow, deadline: Deadline) {
  const step = task.sla?.escalate?.[deadline.escalation ?? 0];
  if (!step) return "nothing" as const;
  const details = { clock: deadline.clock, level: task.escalationLevel + 1 };
  try {
    await moveTask(at, task, { assignTo: step.assignTo, action: "escalated", details });
    return "escalated" as const;
  } catch (error) {
    // The team of an old escalation may be gone: the task stays where it is, and its timeline says why.
    if (!isAppError(error)) throw error;
    await recordHistory(at, task.id, "breached", { ...details, problem: error.message });
    return "breached" as const;
  }
}

async function expire(at: TaskAt, task: TaskRow) {
  await closeUnanswered(at, task.id, "expired", "Nobody answered in time");
  if (task.runId && task.stepKey) {
    await deliver({ tx: at.tx, now: at.now, tenantId: at.actor.tenantId }, task.runId, {
      type: "task.expired",
      at: at.now.getTime(),
      key: task.stepKey,
    });
  }
  return "expired" as const;
}
