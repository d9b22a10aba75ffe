import { and, eq, sql } from "drizzle-orm";
import { tasks } from "@/db/schema/tasks";
import { type Tx, unbound } from "@/db/tenancy";
import type { Actor } from "@/server/platform/actor";
import { isOpenNow, type Meant, meantBy } from "./condition";
import { COUNTED_VIEWS, MAX_COUNTED_TASKS, type TaskViewName, type ViewQuery } from "./schema";

interface Asker {
  actor: Actor;
  now: Date;
}

export type ViewCounts = Record<Exclude<TaskViewName, "closed">, number>;

/** How many of the tasks that are meant there are, as an expression; it stops where counting stops. */
function counted({ where, branches }: Meant) {
  const parts = branches.map(
    (branch) =>
      sql`(select 1 from ${tasks} where ${and(where, branch)} limit ${sql.raw(String(MAX_COUNTED_TASKS))})`,
  );
  return sql`(select least(count(*), ${sql.raw(String(MAX_COUNTED_TASKS))})::int from (${sql.join(parts, sql` union all `)}) counted)`;
}

/** How many tasks each view holds for the caller. */
export async function countViews(tx: Tx, asker: Asker): Promise<ViewCounts> {
  const meant = await Promise.all(COUNTED_VIEWS.map((view) => meantBy(tx, asker, { view })));
  const [row] = await tx.execute<ViewCounts & Record<string, unknown>>(
    sql`select ${sql.join(
      meant.map((one, i) => sql`${counted(one)} as ${sql.identifier(COUNTED_VIEWS[i] ?? "")}`),
      sql`, `,
    )}`,
  );
  return row as ViewCounts;
}

/** How many open tasks each of these teams has. */
export async function countTeams(
  tx: Tx,
  { actor }: Asker,
  teamIds: string[],
): Promise<Record<string, number>> {
  const open = (teamId: string): Meant => ({
    where: and(eq(tasks.tenantId, actor.tenantId), isOpenNow, eq(tasks.teamId, teamId)),
    branches: [undefined],
    words: false,
  });
  return countAll(tx, new Map(teamIds.map((id) => [id, open(id)])));
}

/** How many tasks each of these saved views holds for the caller. */
export async function countSaved(
  tx: Tx,
  asker: Asker,
  views: { id: string; query: ViewQuery }[],
): Promise<Record<string, number>> {
  const meant = new Map<string, Meant>();
  for (const { id, query } of views) meant.set(id, await meantBy(tx, asker, query.filter));
  const plain = new Map([...meant].filter(([, { words }]) => !words));
  const said = new Map([...meant].filter(([, { words }]) => words));
  const counts = await countAll(tx, plain);
  if (said.size === 0) return counts;
  return { ...counts, ...(await unbound(tx, "words of tasks", () => countAll(tx, said))) };
}

async function countAll(tx: Tx, meant: Map<string, Meant>): Promise<Record<string, number>> {
  if (meant.size === 0) return {};
  const parts = [...meant].map(([id, one]) => sql`select ${id}::text as id, ${counted(one)} as n`);
  const rows = await tx.execute<{ id: string; n: number }>(sql.join(parts, sql` union all `));
  return Object.fromEntries(rows.map(({ id, n }) => [id, n]));
}
