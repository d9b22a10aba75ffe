import { sql } from "drizzle-orm";
import type { Tx } from "@/db/tenancy";
import { OPEN_TASK_STATUSES } from "@/server/domain/tasks/schema";
import type { TeamState } from "./schema";

type Row<T> = T & Record<string, unknown>;

interface OpenRow {
  team_id: string | null;
  open: number;
  unclaimed: number;
  claimed: number;
  breached: number;
  oldest_id: string | null;
  oldest_title: string | null;
  oldest_at: string | null;
}

interface DoneRow {
  id: string | null;
  done: number;
  median: number | null;
  /** 1 for the row of all together. */
  whole: number;
}

const open = sql`status in (${sql.join(
  OPEN_TASK_STATUSES.map((status) => sql.raw(`'${status}'`)),
  sql`, `,
)})`;

/**
 * How the work stands, in four statements that read open tasks and those answered since the day began.
 * `timeZone` says when that was.
 */
export async function teamState(tx: Tx, now: Date, tenantId: string, timeZone: string): Promise<TeamState> {
  const since = await dayBegan(tx, now, timeZone);
  const [teams, openRows, doneByTeam, people] = await Promise.all([
    tx.execute<Row<{ id: string; name: string }>>(
      sql`select id, name from teams where tenant_id = ${tenantId} order by lower(name)`,
    ),
    openByTeam(tx, tenantId),
    doneBy(tx, tenantId, since, sql`team_id::text`),
    statePeople(tx, tenantId, since),
  ]);
  const ofTeam = (id: string | null) => ({
    ...countsOf(
      openRows.find((row) => row.team_id === id),
      doneByTeam.find((row) => row.whole === 0 && row.id === id),
    ),
  });
  const rows = teams.map(({ id, name }) => ({ id, name, ...ofTeam(id) }));
  const teamless = ofTeam(null);
  const hasTeamless = teamless.open > 0 || teamless.completedToday > 0;
  return {
    since: since.toISOString(),
    all: countsOf(
      whole(openRows),
      doneByTeam.find((row) => row.whole === 1),
    ),
    teams: [...rows, ...(hasTeamless ? [{ id: null, name: null, ...teamless }] : [])],
    people,
  };
}

async function dayBegan(tx: Tx, now: Date, timeZone: string): Promise<Date> {
  const [row] = await tx.execute<Row<{ since: string }>>(
    sql`select date_trunc('day', ${now.toISOString()}::timestamptz, ${timeZone})::text as since`,
  );
  return new Date(row?.since ?? now);
}

async function openByTeam(tx: Tx, tenantId: string): Promise<OpenRow[]> {
  return tx.execute<Row<OpenRow>>(sql`
    select c.*, o.id as oldest_id, o.title as oldest_title, o.created_at::text as oldest_at from (
      select team_id, count(*)::int as open,
        count(*) filter (where status <> 'claimed')::int as unclaimed,
        count(*) filter (where status = 'claimed')::int as claimed,
        count(*) filter (where breached_at is not null)::int as breached
      from tasks where tenant_id = ${tenantId} and ${open} group by team_id
    ) c left join lateral (
      select id, title, created_at from tasks
      where tenant_id = ${tenantId} and ${open} and status <> 'claimed' and team_id is not distinct from c.team_id
      order by id limit 1
    ) o on true`);
}

/** What was answered since, by something of a task, and all together. */
async function doneBy(tx: Tx, tenantId: string, since: Date, by: ReturnType<typeof sql>): Promise<DoneRow[]> {
  return tx.execute<Row<DoneRow>>(sql`
    select ${by} as id, count(*)::int as done, grouping(${by})::int as whole,
      percentile_cont(0.5) within group (order by extract(epoch from completed_at - created_at) * 1000)::float8 as median
    from tasks
    where tenant_id = ${tenantId} and status = 'completed' and completed_at >= ${since.toISOString()}
    group by grouping sets ((${by}), ())`);
}

async function statePeople(tx: Tx, tenantId: string, since: Date): Promise<TeamState["people"]> {
  const rows = await tx.execute<
    Row<{
      id: string;
      name: string;
      claimed: number;
      breached: number;
      done: number;
      median: number | null;
    }>
  >(sql`
    with held as (
      select claimed_by->>'id' as id, count(*)::int as claimed,
        count(*) filter (where breached_at is not null)::int as breached
      from tasks where tenant_id = ${tenantId} and ${open} and status = 'claimed' group by 1
    ), done as (
      select completed_by->>'id' as id, count(*)::int as done,
        percentile_cont(0.5) within group (order by extract(epoch from completed_at - created_at) * 1000)::float8 as median
      from tasks
      where tenant_id = ${tenantId} and status = 'completed' and completed_at >= ${since.toISOString()}
      group by 1
    )
    select u.id::text as id, u.name, coalesce(h.claimed, 0) as claimed, coalesce(h.breached, 0) as breached,
      coalesce(d.done, 0) as done, d.median
    from members m join users u on u.id = m.user_id
      left join held h on h.id = u.id::text left join done d on d.id = u.id::text
    where m.tenant_id = ${tenantId} and m.status = 'active' and m.role <> 'viewer'
    order by coalesce(h.claimed, 0) + coalesce(d.done, 0) desc, lower(u.name)
    limit 100`);
  return rows.map(({ id, name, claimed, breached, done, median }) => ({
    id,
    name,
    claimed,
    breached,
    completedToday: done,
    medianAnswerMs: median,
  }));
}

function whole(rows: OpenRow[]): OpenRow | undefined {
  const sum = (of: (row: OpenRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const oldest = rows
    .filter((row) => row.oldest_at !== null)
    .sort((a, b) => Date.parse(a.oldest_at ?? "") - Date.parse(b.oldest_at ?? ""))[0];
  return {
    team_id: null,
    open: sum((row) => row.open),
    unclaimed: sum((row) => row.unclaimed),
    claimed: sum((row) => row.claimed),
    breached: sum((row) => row.breached),
    oldest_id: oldest?.oldest_id ?? null,
    oldest_title: oldest?.oldest_title ?? null,
    oldest_at: oldest?.oldest_at ?? null,
  };
}

function countsOf(openRow: OpenRow | undefined, done: DoneRow | undefined): TeamState["all"] {
  const { oldest_id: taskId, oldest_title: title, oldest_at: at } = openRow ?? {};
  return {
    open: openRow?.open ?? 0,
    unclaimed: openRow?.unclaimed ?? 0,
    claimed: openRow?.claimed ?? 0,
    breached: openRow?.breached ?? 0,
    completedToday: done?.done ?? 0,
    medianAnswerMs: done?.median ?? null,
    oldest: taskId && at ? { taskId, title: title ?? "", createdAt: new Date(at).toISOString() } : null,
  };
}
