import type { Case, Say } from "./judge";

const DEADLINES = `
  select 'timer' as what, run_id as run, due_at, fired_at from run_timers
  union all
  select d.clock, t.run_id, d.due_at, d.fired_at from task_deadlines d
  join tasks t on t.tenant_id = d.tenant_id and t.id = d.task_id`;

/** Everything that had a time has been done, and how late at most. */
export async function judgeTimers({ ground }: Case, say: Say) {
  const missed = await ground.ask<{ what: string; run: string }>(
    `select what, run from (${DEADLINES}) as due where fired_at is null and due_at < now()`,
  );
  for (const { what, run } of missed) say("deadline", `Nobody did what was due: ${what}`, run);
  const early = await ground.ask<{ what: string; run: string }>(
    `select what, run from (${DEADLINES}) as due where fired_at < due_at`,
  );
  for (const { what, run } of early) say("deadline", `It came before its time: ${what}`, run);
  const [fired] = await ground.ask<{ count: number; latest: number | null }>(
    `select count(*)::int as count, max(extract(epoch from fired_at - due_at))::float8 as latest
     from (${DEADLINES}) as due where fired_at is not null`,
  );
  return { deadlinesFired: fired?.count ?? 0, latestSeconds: fired?.latest ?? 0 };
}

/** What a run must not leave behind when it has ended, by what it would be; each query gives the runs. */
const LEFTOVERS: Record<string, string> = {
  "a timer": "select run_id as run from run_timers where fired_at is null",
  "a step that was given out": "select run_id as run from run_jobs",
  "a subscription": "select run_id as run from run_subscriptions",
  "an open task": "select run_id as run from tasks where status in ('created', 'assigned', 'claimed')",
  "a callback that is not delivered":
    "select run_id as run from webhook_deliveries where status <> 'delivered'",
  "a second callback": "select run_id as run from webhook_deliveries group by run_id having count(*) > 1",
  "a job that is due": `select data->>'runId' as run from pgboss.job
     where state in ('created', 'retry', 'active') and start_after < now() - interval '5 seconds'`,
  "a job whose attempts are spent": "select data->>'runId' as run from pgboss.job where name = 'dead'",
};

export async function judgeLeftovers({ ground, started }: Case, say: Say): Promise<void> {
  for (const [what, query] of Object.entries(LEFTOVERS)) {
    for (const { run } of await ground.ask<{ run: string | null }>(query)) {
      say("left over", `There is ${what}`, run ?? undefined);
    }
  }
  const [row] = await ground.ask<{ starts: number }>(
    "select count(*)::int as starts from audit_log where operation = 'run.start'",
  );
  const runs = new Set(started.map(({ n }) => n)).size;
  if (row?.starts !== runs)
    say("duplicate", `${runs} runs were started, the audit tells of ${row?.starts} starts`);
}
