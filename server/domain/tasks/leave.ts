import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { teams } from "@/db/schema/members";
import { tasks } from "@/db/schema/tasks";
import { refreshNextDue, resumeClaimClock } from "./deadlines";
import { recordHistory, type TaskAt } from "./history";
import { notifyAssignees } from "./notify";
import { lockTask, type TaskRow } from "./queries";
import { isOpen } from "./rules";
import { OPEN_TASK_STATUSES } from "./schema";

/**
 * Takes every open task out of the hands of somebody who leaves: what they held or were to do waits in its team's
 * queue again, or for anybody where there is no team.
 */
export async function handBackTasksOf(at: TaskAt, leaver: { id: string; name: string }): Promise<void> {
  const held = await at.tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(
      and(
        eq(tasks.tenantId, at.actor.tenantId),
        inArray(tasks.status, [...OPEN_TASK_STATUSES]),
        or(eq(tasks.userId, leaver.id), sql`${tasks.claimedBy}->>'id' = ${leaver.id}`),
      ),
    )
    .orderBy(asc(tasks.runId), asc(tasks.id));
  for (const { id } of held) {
    const task = await lockTask(at.tx, id);
    if (isHeldBy(task, leaver.id)) await handBack(at, task, leaver);
  }
}

function isHeldBy(task: TaskRow, userId: string): boolean {
  return isOpen(task.status) && (task.userId === userId || task.claimedBy?.id === userId);
}

async function handBack(at: TaskAt, task: TaskRow, leaver: { id: string; name: string }): Promise<void> {
  const { tx, now, actor } = at;
  const userId = task.userId === leaver.id ? null : task.userId;
  const claimedBy = task.claimedBy?.id === leaver.id ? null : task.claimedBy;
  const waiting = task.teamId || userId ? "assigned" : "created";
  await tx
    .update(tasks)
    .set({
      status: claimedBy ? "claimed" : waiting,
      userId,
      claimedBy,
      claimedAt: claimedBy ? task.claimedAt : null,
      updatedAt: now,
    })
    .where(eq(tasks.id, task.id));
  if (task.claimedBy && !claimedBy) await resumeClaimClock(at, task);
  refreshNextDue(tx, task.id);
  const label = await queueName(at, task.teamId);
  recordHistory(at, task.id, "reassigned", {
    to: label,
    from: leaver.name,
    reason: "member_deactivated",
  });
  if (!claimedBy) {
    const to = { teamId: task.teamId, userId, label };
    const news = { kind: "task.assigned", taskId: task.id, title: task.title } as const;
    await notifyAssignees(tx, actor.tenantId, to, news, leaver.id);
  }
  noteChange(tx, actor.tenantId, "task", task.id);
}

async function queueName({ tx, actor }: TaskAt, teamId: string | null): Promise<string> {
  if (!teamId) return "anybody";
  const [team] = await tx
    .select({ name: teams.name })
    .from(teams)
    .where(and(eq(teams.tenantId, actor.tenantId), eq(teams.id, teamId)));
  return team?.name ?? "anybody";
}
