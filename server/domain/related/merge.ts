import { eq, sql } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { refreshNextDue } from "@/server/domain/tasks/deadlines";
import { recordHistory, type TaskAt } from "@/server/domain/tasks/history";
import { pauseClocks, resumeClocks } from "@/server/domain/tasks/pauses";
import type { TaskRow } from "@/server/domain/tasks/queries";
import { linkTasks, unlinkTasks } from "./links";

/**
 * Makes a locked, open task a duplicate of another: it waits, with its clocks held, for the answer of that one, and is
 * among those that wait wherever tasks are listed.
 */
export async function mergeInto(at: TaskAt, duplicate: TaskRow, into: TaskRow): Promise<void> {
  const { tx, now } = at;
  await tx
    .update(tasks)
    .set({ mergedInto: into.id, snoozedUntil: null, waitingSince: now, updatedAt: now })
    .where(eq(tasks.id, duplicate.id));
  if (duplicate.snoozedUntil) await resumeClocks(at, duplicate, "snoozed");
  if (duplicate.waitingSince) await resumeClocks(at, duplicate, "waiting");
  pauseClocks(at, duplicate, "merged");
  recordHistory(at, duplicate.id, "merged", { taskId: into.id, title: into.title });
  recordHistory(at, into.id, "merged", { taskId: duplicate.id, title: duplicate.title, duplicate: true });
  await linkTasks(at, duplicate, into, "duplicate");
}

/** Makes a locked duplicate a task of its own again; its clocks run on. `because` says why, when nobody did it. */
export async function unmerge(at: TaskAt, task: TaskRow, because?: string): Promise<void> {
  const { tx, now, actor } = at;
  await tx
    .update(tasks)
    .set({ mergedInto: null, waitingSince: null, updatedAt: now })
    .where(eq(tasks.id, task.id));
  await resumeClocks(at, task, "merged");
  refreshNextDue(tx, task.id);
  if (task.mergedInto) await unlinkTasks(tx, task.id, task.mergedInto);
  recordHistory(at, task.id, "unmerged", because ? { because } : {});
  noteChange(tx, actor.tenantId, "task", task.id);
}

/** Duplicates of every tenant whose original is closed: they are to get its answer. */
export function duplicatesToAnswer(tx: Tx, limit: number) {
  return tx.execute<{ tenantId: string; taskId: string }>(sql`
    select d.tenant_id as "tenantId", d.id as "taskId" from ${tasks} d
    join ${tasks} o on o.tenant_id = d.tenant_id and o.id = d.merged_into
    where d.merged_into is not null and d.status in ('created','assigned','claimed')
      and o.status not in ('created','assigned','claimed')
    order by d.id limit ${limit}`);
}
