import { and, desc, eq, notInArray } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { taskHistory, tasks } from "@/db/schema/tasks";
import { post } from "@/db/tenancy";
import { ActorRefView } from "@/server/domain/schema";
import { conflict } from "@/server/platform/errors";
import { findAssignee } from "./assign";
import { refreshNextDue, resumeClaimClock, stopClaimClock } from "./deadlines";
import { recordHistory, type TaskAt } from "./history";
import { wake } from "./hold";
import type { TaskRow } from "./queries";
import { retarget } from "./retarget";
import { TaskPriority } from "./schema";

/** Longer ago than this is not a slip any more. */
const UNDO_MS = 3_600_000;

/** Where a task was before it was moved: kept with the move, for taking it back. */
const Before = z.object({
  teamId: z.string().nullable(),
  userId: z.string().nullable(),
  claimedBy: ActorRefView.nullable(),
  claimedAt: z.string().nullable(),
});

/** What a reassignment keeps of how it found the task. */
export function placeOf({ teamId, userId, claimedBy, claimedAt }: TaskRow): z.infer<typeof Before> {
  return { teamId, userId, claimedBy, claimedAt: claimedAt?.toISOString() ?? null };
}

/**
 * Takes back the last thing that happened to a locked, open task, if the actor did it (or is an admin) a short time
 * ago and nothing else has happened since: a claim, a release, a reassignment, a change of priority, a snooze.
 * @throws Conflict (`nothing_to_undo`)
 */
export async function undoLast(at: TaskAt, task: TaskRow): Promise<void> {
  const { tx, now, actor } = at;
  const [last] = await tx
    .select()
    .from(taskHistory)
    .where(and(eq(taskHistory.taskId, task.id), notInArray(taskHistory.action, ["commented", "retargeted"])))
    .orderBy(desc(taskHistory.id))
    .limit(1);
  const act = last ? UNDO[last.action] : undefined;
  const theirs = last && (last.actor.id === actor.id || actor.permissions.has("tasks:admin"));
  if (!act || !theirs || last.details.undone || now.getTime() - last.at.getTime() > UNDO_MS) {
    throw conflict("nothing_to_undo", "Something else has happened to the task since: nothing was undone.");
  }
  await act(at, task, last);
  refreshNextDue(tx, task.id);
  noteChange(tx, actor.tenantId, "task", task.id);
}

type Line = typeof taskHistory.$inferSelect;
type Undo = (at: TaskAt, task: TaskRow, line: Line) => Promise<void> | void;

const UNDO: Partial<Record<Line["action"], Undo>> = {
  async claimed(at, task) {
    set(at, task, { status: waiting(task), claimedBy: null, claimedAt: null });
    await resumeClaimClock(at, task);
    recordHistory(at, task.id, "released", { undone: true });
  },
  released(at, task, { actor: claimedBy }) {
    set(at, task, { status: "claimed", claimedBy, claimedAt: at.now });
    stopClaimClock(at.tx, at.now, task);
    recordHistory(at, task.id, "claimed", { undone: true });
  },
  async reassigned(at, task, { details }) {
    const before = Before.safeParse(details.before);
    if (!before.success) throw conflict("nothing_to_undo", "Where the task was before is not known.");
    const { claimedAt, ...place } = before.data;
    const status = place.claimedBy ? "claimed" : waiting(place);
    set(at, task, { ...place, status, claimedAt: claimedAt ? new Date(claimedAt) : null });
    if (place.claimedBy) stopClaimClock(at.tx, at.now, task);
    if (place.teamId && place.teamId !== task.teamId) {
      const { slaPolicy = null } = await findAssignee(at.tx, { team: place.teamId });
      await retarget(at, { ...task, ...place, claimedAt: null }, { reason: "team", teamPolicy: slaPolicy });
    }
    recordHistory(at, task.id, "reassigned", { reason: "undone", undone: true });
  },
  async priorityChanged(at, task, { details: { from, to } }) {
    const priority = TaskPriority.parse(from);
    set(at, task, { priority });
    await retarget(at, { ...task, priority }, { reason: "priority", from: task.priority });
    recordHistory(at, task.id, "priorityChanged", { from: to, to: from, undone: true });
  },
  snoozed: (at, task) => wake(at, task),
};

const waiting = ({ teamId, userId }: { teamId: string | null; userId: string | null }) =>
  teamId || userId ? ("assigned" as const) : ("created" as const);

function set({ tx, now }: TaskAt, task: TaskRow, changes: Partial<TaskRow>): void {
  post(
    tx
      .update(tasks)
      .set({ ...changes, updatedAt: now })
      .where(eq(tasks.id, task.id)),
  );
}
