import { and, asc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { teamMembers, teams } from "@/db/schema/members";
import { tasks } from "@/db/schema/tasks";
import { resolveAssignee } from "./assign";
import type { TaskAt } from "./history";
import { putBefore } from "./move";
import { lockTask, type TaskRow } from "./queries";
import { isOpen } from "./rules";
import { OPEN_TASK_STATUSES } from "./schema";

/** Tasks that wait in queues and find their person when somebody is back, at most. */
const MAX_HANDED_OUT = 50;

/**
 * Somebody is not there: what was put before them and nobody has claimed goes to the next of its team, or waits in the
 * team's queue. What they have claimed stays with them unless they give it back as well.
 * @returns how many tasks have moved
 */
export async function handOn(
  at: TaskAt,
  gone: { id: string; name: string },
  { reason, claimed }: { reason: "away" | "out"; claimed: boolean },
): Promise<number> {
  const holds = sql`${tasks.claimedBy}->>'id' = ${gone.id}`;
  const unclaimed = and(eq(tasks.userId, gone.id), isNull(tasks.claimedBy));
  const found = await at.tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(
      and(
        eq(tasks.tenantId, at.actor.tenantId),
        inArray(tasks.status, [...OPEN_TASK_STATUSES]),
        sql`${tasks.teamId} is not null`,
        claimed ? or(unclaimed, holds) : unclaimed,
      ),
    )
    .orderBy(asc(tasks.runId), asc(tasks.id));
  let moved = 0;
  for (const { id } of found) {
    const task = await lockTask(at.tx, id);
    if (!isWith(task, gone.id, claimed) || !task.teamId) continue;
    const to = await resolveAssignee(
      at,
      { team: task.teamId },
      { skills: task.skills ?? [], except: gone.id },
    );
    await putBefore(at, task, to, { action: "reassigned", details: { from: gone.name, reason } });
    moved++;
  }
  return moved;
}

function isWith(task: TaskRow, userId: string, claimed: boolean): boolean {
  if (!isOpen(task.status)) return false;
  return task.claimedBy ? claimed && task.claimedBy.id === userId : task.userId === userId;
}

/** Somebody is back: what waits in the queues of their teams because nobody could take it finds its person. */
export async function handOut(at: TaskAt, back: { id: string; name: string }): Promise<number> {
  const waiting = await at.tx
    .select({ id: tasks.id })
    .from(tasks)
    .innerJoin(teams, and(eq(teams.tenantId, tasks.tenantId), eq(teams.id, tasks.teamId)))
    .innerJoin(teamMembers, and(eq(teamMembers.tenantId, teams.tenantId), eq(teamMembers.teamId, teams.id)))
    .where(
      and(
        eq(tasks.tenantId, at.actor.tenantId),
        eq(teamMembers.userId, back.id),
        ne(teams.assignmentStrategy, "manual"),
        sql`${tasks.status} = 'assigned'`,
        isNull(tasks.userId),
      ),
    )
    .orderBy(asc(tasks.id))
    .limit(MAX_HANDED_OUT);
  let moved = 0;
  for (const { id } of waiting) {
    const task = await lockTask(at.tx, id);
    if (task.status !== "assigned" || task.userId || !task.teamId) continue;
    const to = await resolveAssignee(at, { team: task.teamId }, { skills: task.skills ?? [] });
    if (!to.userId) continue;
    await putBefore(at, task, to, { action: "reassigned", details: { reason: "back" } });
    moved++;
  }
  return moved;
}
