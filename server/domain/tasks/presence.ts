import { and, asc, eq, gt, inArray, lte, ne, sql } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { taskPresence } from "@/db/schema/task-work";
import { users } from "@/db/schema/users";
import type { Tx } from "@/db/tenancy";
import type { TaskPresence } from "./schema";

/** Whoever says nothing for so long is gone. Pages say that they are there every 20 seconds. */
const STAYS_SECONDS = 45;

interface Looker {
  tenantId: string;
  taskId: string;
  userId: string;
}

/**
 * Notes that somebody has the task open, and whether they type. Others hear of it when they come and when their typing
 * begins or ends, not of each renewal.
 */
export async function look(tx: Tx, { tenantId, taskId, userId }: Looker, typing: boolean): Promise<void> {
  const [row] = await tx.execute<{ changed: boolean }>(sql`
    with before as (
      select typing from ${taskPresence}
      where tenant_id = ${tenantId} and task_id = ${taskId} and user_id = ${userId} and expires_at > now()
    )
    insert into ${taskPresence} as p (tenant_id, task_id, user_id, typing, since, expires_at)
    values (${tenantId}, ${taskId}, ${userId}, ${typing}, now(), now() + make_interval(secs => ${STAYS_SECONDS}))
    on conflict (tenant_id, task_id, user_id) do update set
      typing = excluded.typing,
      since = case when p.expires_at > now() then p.since else excluded.since end,
      expires_at = excluded.expires_at
    returning (select typing from before) is distinct from ${typing} as changed`);
  if (row?.changed) noteChange(tx, tenantId, "presence", taskId);
}

/** Notes that somebody has left the task. */
export async function leave(tx: Tx, { tenantId, taskId, userId }: Looker): Promise<void> {
  const gone = await tx
    .delete(taskPresence)
    .where(and(eq(taskPresence.taskId, taskId), eq(taskPresence.userId, userId)))
    .returning({ taskId: taskPresence.taskId });
  if (gone.length > 0) noteChange(tx, tenantId, "presence", taskId);
}

/** Who looks at which tasks now, first come first; all of them, or those of some tasks, without one's own looks. */
export async function whoLooks(
  tx: Tx,
  { taskIds, except }: { taskIds?: string[] | undefined; except?: string | undefined },
): Promise<TaskPresence[]> {
  const rows = await tx
    .select({
      taskId: taskPresence.taskId,
      userId: taskPresence.userId,
      name: users.name,
      typing: taskPresence.typing,
      since: taskPresence.since,
    })
    .from(taskPresence)
    .innerJoin(users, eq(users.id, taskPresence.userId))
    .where(
      and(
        gt(taskPresence.expiresAt, sql`now()`),
        taskIds ? inArray(taskPresence.taskId, taskIds) : undefined,
        except ? ne(taskPresence.userId, except) : undefined,
      ),
    )
    .orderBy(asc(taskPresence.since))
    .limit(1_000);
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

/** Removes those who said nothing for too long, of every tenant, and tells who still looks. */
export async function forgetTheGone(tx: Tx): Promise<void> {
  const gone = await tx
    .delete(taskPresence)
    .where(lte(taskPresence.expiresAt, sql`now()`))
    .returning({ tenantId: taskPresence.tenantId, taskId: taskPresence.taskId });
  for (const { tenantId, taskId } of gone) noteChange(tx, tenantId, "presence", taskId);
}
