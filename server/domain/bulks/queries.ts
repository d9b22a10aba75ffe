import { and, asc, eq, sql } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { bulkItems, bulks } from "@/db/schema/bulks";
import { apiKeys } from "@/db/schema/keys";
import { members } from "@/db/schema/members";
import { tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { send } from "@/server/jobs/send";
import type { Actor } from "@/server/platform/actor";
import { notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { ROLE_PERMISSIONS } from "@/server/platform/permissions";
import type { BulkAction, BulkView } from "./schema";

export type BulkRow = typeof bulks.$inferSelect;

interface NewBulk {
  action: BulkAction;
  taskIds: string[];
  undoes?: string;
}

/** Keeps what is to be done, and has a job do it. @returns its id */
export async function startBulk(
  tx: Tx,
  now: Date,
  actor: Actor,
  { action, taskIds, undoes }: NewBulk,
): Promise<string> {
  const { tenantId, permissions, ...who } = actor;
  const id = newId();
  await tx.insert(bulks).values({
    id,
    tenantId,
    action,
    actor: { ...who, permissions: [...permissions] },
    total: taskIds.length,
    undoes: undoes ?? null,
    createdAt: now,
    finishedAt: taskIds.length === 0 ? now : null,
  });
  await tx.execute(sql`
    insert into ${bulkItems} (tenant_id, bulk_id, task_id)
    select ${tenantId}, ${id}, task_id from unnest(${`{${taskIds.join(",")}}`}::uuid[]) as wanted (task_id)`);
  if (taskIds.length > 0) send(tx, "task.bulk", { tenantId, bulkId: id }, { urgency: "high" });
  noteChange(tx, tenantId, "bulk", id);
  return id;
}

/** @throws NotFound also when somebody else asked for it, who is no admin to the caller */
export async function findBulk(tx: Tx, actor: Actor, bulkId: string): Promise<BulkRow> {
  const [bulk] = await tx.select().from(bulks).where(eq(bulks.id, bulkId));
  const mine = bulk && (bulk.actor.id === actor.id || actor.permissions.has("tasks:admin"));
  if (!bulk || !mine) throw notFound("bulk", bulkId);
  return bulk;
}

/** How far it is, with what could not be done. */
export async function showBulk(tx: Tx, actor: Actor, bulkId: string): Promise<BulkView> {
  const bulk = await findBulk(tx, actor, bulkId);
  const problems = await tx
    .select({ taskId: bulkItems.taskId, title: tasks.title, problem: bulkItems.problem })
    .from(bulkItems)
    .leftJoin(tasks, and(eq(tasks.tenantId, bulkItems.tenantId), eq(tasks.id, bulkItems.taskId)))
    .where(and(eq(bulkItems.bulkId, bulkId), eq(bulkItems.outcome, "refused")))
    .orderBy(asc(bulkItems.taskId))
    .limit(200);
  const { id, action, total, done, refused, finishedAt, createdAt } = bulk;
  return {
    id,
    action,
    total,
    done,
    refused,
    finished: finishedAt !== null,
    mayUndo: finishedAt !== null && done > 0 && action.type !== "cancel" && action.type !== "undo",
    problems: problems.map((one) => ({ ...one, title: one.title ?? "", problem: one.problem ?? "" })),
    createdAt: createdAt.toISOString(),
  };
}

/** The tasks that it was done to. */
export async function doneBy(tx: Tx, bulkId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: bulkItems.taskId })
    .from(bulkItems)
    .where(and(eq(bulkItems.bulkId, bulkId), eq(bulkItems.outcome, "done")));
  return rows.map(({ id }) => id);
}

/** The next tasks that it is still to be done to. */
export async function pendingOf(tx: Tx, bulkId: string, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: bulkItems.taskId })
    .from(bulkItems)
    .where(and(eq(bulkItems.bulkId, bulkId), eq(bulkItems.outcome, "pending")))
    .orderBy(asc(bulkItems.taskId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

interface Outcome {
  taskId: string;
  problem: string | null;
}

/** Notes what came of some of its tasks; those that were noted already are left. */
export async function noteOutcomes(tx: Tx, now: Date, bulk: BulkRow, outcomes: Outcome[]): Promise<void> {
  await tx.execute(sql`
    with came as (
      update ${bulkItems} item set outcome = case when o.problem is null then 'done' else 'refused' end, problem = o.problem
      from json_to_recordset(${JSON.stringify(outcomes)}::text::json) as o ("taskId" uuid, problem text)
      where item.tenant_id = ${bulk.tenantId} and item.bulk_id = ${bulk.id} and item.task_id = o."taskId" and item.outcome = 'pending'
      returning item.outcome
    ), sums as (
      select count(*) filter (where outcome = 'done')::int as done, count(*) filter (where outcome = 'refused')::int as refused from came
    )
    update ${bulks} set done = bulks.done + sums.done, refused = bulks.refused + sums.refused,
      finished_at = case when bulks.done + sums.done + bulks.refused + sums.refused >= total then ${now.toISOString()}::timestamptz end
    from sums where tenant_id = ${bulk.tenantId} and id = ${bulk.id}`);
  noteChange(tx, bulk.tenantId, "bulk", bulk.id);
}

/** Whoever asked for it, with what they may do by now; nothing when their seat or key is gone. */
export async function askerOf(tx: Tx, { tenantId, actor }: BulkRow): Promise<Actor | null> {
  const { permissions, ...who } = actor;
  if (who.userId) {
    const [seat] = await tx
      .select({ role: members.role })
      .from(members)
      .where(and(eq(members.userId, who.userId), eq(members.status, "active")));
    return seat
      ? { ...who, tenantId, role: seat.role, permissions: new Set(ROLE_PERMISSIONS[seat.role]) }
      : null;
  }
  if (who.type === "apiKey") {
    const [key] = await tx
      .select({ revokedAt: apiKeys.revokedAt })
      .from(apiKeys)
      .where(eq(apiKeys.id, who.id));
    if (!key || key.revokedAt) return null;
  }
  return { ...who, tenantId, permissions: new Set(permissions) };
}
