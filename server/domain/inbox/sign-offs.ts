import type { SQL } from "drizzle-orm";
import { sql } from "drizzle-orm";
import { runs } from "@/db/schema/runs";
import { taskDecisions } from "@/db/schema/task-work";
import { tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { standsFor } from "@/server/domain/members/delegation";
import { taskCaller } from "@/server/domain/tasks/queries";
import type { Actor } from "@/server/platform/actor";

const startedBy = sql`(select ${runs.startedBy}->>'id' from ${runs} where ${runs.tenantId} = ${tasks.tenantId} and ${runs.id} = ${tasks.runId})`;
const allowsSelf = sql`(${tasks.deciders}->>'allowSelf')::boolean`;

/**
 * The tasks that wait for a person's sign-off: what `seatFor` says of each, as a condition, so that a list of very
 * many is not read to find few. Keys serve every team, so nothing waits for one of them.
 */
export async function awaitsWordOf(tx: Tx, { actor, now }: { actor: Actor; now: Date }): Promise<SQL> {
  const { userId } = actor;
  if (!userId || !actor.permissions.has("tasks:write")) return sql`false`;
  const { teamIds } = await taskCaller(tx, actor);
  const absent = await standsFor(tx, now, userId);
  const seats = [
    sql`seat->>'userId' = ${userId}`,
    ...(teamIds.size ? [sql`seat->>'teamId' in ${[...teamIds]}`] : []),
    ...(absent.size
      ? [sql`(seat->>'userId' in ${[...absent.keys()]} and ${may(sql`seat->>'userId'`)})`]
      : []),
  ];
  // Looking for an id in the text costs a tenth of looking into it, and most sign-offs are other people's.
  const named = [userId, ...teamIds, ...absent.keys()].map((id) => `%${id}%`);
  const made = (what: SQL) => sql`exists (select from ${taskDecisions} made
    where made.tenant_id = ${tasks.tenantId} and made.task_id = ${tasks.id} and ${what})`;
  return sql`(${tasks.deciders} is not null and ${tasks.deciders}::text like any(array[${sql.join(
    named.map((one) => sql`${one}`),
    sql`, `,
  )}]) and ${may(sql`${userId}`)}
    and exists (select from json_array_elements(${tasks.deciders}->'seats') with ordinality as seats (seat, place)
      where (${sql.join(seats, sql` or `)}) and not ${made(sql`made.seat = place - 1`)})
    and not ${made(sql`made.by->>'id' = ${userId}`)})`;
}

/** Nobody decides on what they have asked for, unless the task allows it. */
function may(id: SQL): SQL {
  return sql`(${allowsSelf} or (${tasks.createdBy}->>'id' <> ${id} and ${startedBy} is distinct from ${id}))`;
}
