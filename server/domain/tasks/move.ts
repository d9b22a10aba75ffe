import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import { type Assignee, resolveAssignee, type Wanted } from "./assign";
import { refreshNextDue, resumeClaimClock } from "./deadlines";
import { recordHistory, type TaskAt } from "./history";
import { notifyAssignees } from "./notify";
import { resumeClocks } from "./pauses";
import type { TaskRow } from "./queries";
import { retarget } from "./retarget";
import type { AssignTo } from "./schema";

interface Move {
  assignTo: AssignTo;
  action: "reassigned" | "escalated";
  details?: Record<string, unknown>;
  /** Who does not get it, and whether it goes round where the team's tasks wait in the queue. */
  among?: Pick<Wanted, "except" | "rotate">;
}

/**
 * Sends a locked, open task to somebody else: it is assigned again, and whoever had claimed it holds it no longer.
 * An escalation is a move that also raises the level. Another team's SLA counts from a reassignment on, where the
 * task has its team's; an escalation is part of the SLA that it has.
 * @throws Invalid when there is no such team or person.
 */
export async function moveTask(at: TaskAt, task: TaskRow, move: Move): Promise<void> {
  const to = await resolveAssignee(at, move.assignTo, { skills: task.skills ?? [], ...move.among });
  await putBefore(at, task, to, move);
}

/** Puts a locked, open task before somebody who was found already. */
export async function putBefore(
  at: TaskAt,
  task: TaskRow,
  to: Assignee,
  { action, details = {} }: Pick<Move, "action" | "details">,
): Promise<void> {
  const { tx, now, actor } = at;
  const escalated = action === "escalated";
  const changed = {
    status: "assigned" as const,
    teamId: to.teamId,
    userId: to.userId,
    claimedBy: null,
    claimedAt: null,
    snoozedUntil: null,
    escalationLevel: task.escalationLevel + (escalated ? 1 : 0),
    assignment: to.assignment ?? null,
    updatedAt: now,
  };
  await tx.update(tasks).set(changed).where(eq(tasks.id, task.id));
  // Whoever it is new to finds it awake.
  if (task.snoozedUntil) await resumeClocks(at, { ...task, claimedBy: null }, "snoozed");
  else if (task.claimedBy) await resumeClaimClock(at, task);
  recordHistory(at, task.id, action, {
    to: to.label,
    ...(task.claimedBy ? { from: task.claimedBy.name } : {}),
    ...details,
  });
  if (!escalated && to.teamId !== null && to.teamId !== task.teamId) {
    await retarget(at, { ...task, ...changed }, { reason: "team", teamPolicy: to.slaPolicy ?? null });
  }
  refreshNextDue(tx, task.id);
  const kind = escalated ? "task.escalated" : "task.assigned";
  await notifyAssignees(tx, actor.tenantId, to, { kind, taskId: task.id, title: task.title }, actor.userId);
  noteChange(tx, actor.tenantId, "task", task.id);
}
