import postgres from "postgres";

/**
 * Fills a tenant with the rows that runs of the human loop leave, copied from one of its own in sets: a finished run has
 * its events, its task with its timeline, and its lines of the audit log; an open one waits, with its deadlines a day
 * and more away.
 */
export async function fill(databaseUrl: string, tenantId: string, { finished, open }: { finished: number; open: number }) {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const [model] = await sql`select id, run_id from tasks where tenant_id = ${tenantId} order by id limit 1`;
  await sql.unsafe(`
    set synchronous_commit = off; set session_replication_role = replica;
    create temp table model_run as select * from runs where id = '${model?.run_id}';
    create temp table model_event as select * from run_events where run_id = '${model?.run_id}';
    create temp table model_task as select * from tasks where id = '${model?.id}';
    create temp table model_line as select * from task_history where task_id = '${model?.id}';
    create temp table model_told as select * from events where run_id = '${model?.run_id}';
    create temp table model_notice as select * from notifications where tenant_id = '${tenantId}' order by id limit 1;
    create temp table model_audit as select * from audit_log where tenant_id = '${tenantId}' order by id desc limit 1;`);
  for (const [count, isOpen] of [[finished, false], [open, true]] as const) {
    for (let from = 0; from < count; from += BATCH) await batch(sql, Math.min(BATCH, count - from), isOpen);
  }
  await sql`vacuum (analyze)`;
  await sql.end();
}

const BATCH = 50_000;

async function batch(sql: postgres.Sql, count: number, isOpen: boolean): Promise<void> {
  const ended = isOpen ? "null" : "now()";
  await sql.unsafe(`
    create temp table made as select uuidv7(interval '-30 days') as run, uuidv7(interval '-30 days') as task from generate_series(1, ${count});
    insert into runs (id, tenant_id, workflow_id, workflow_name, version, status, state, seq, started_by, created_at, updated_at, ended_at)
      select run, tenant_id, workflow_id, workflow_name, version, '${isOpen ? "waiting" : "completed"}', state, seq, started_by, created_at, updated_at, ${ended} from made, model_run;
    insert into run_events (tenant_id, run_id, seq, type, event, at)
      select tenant_id, run, seq + n, type, event, at from made, model_event, generate_series(0, ${isOpen ? 0 : 1}) n;
    insert into tasks (id, tenant_id, run_id, step_key, title, status, priority, form, form_data, context, team_id, claimed_by, completed_by, completed_at, completed_via, sla, next_due_at, created_by, created_at, updated_at)
      select task, tenant_id, run, step_key, title, '${isOpen ? "assigned" : "completed"}', priority, form, ${isOpen ? "null" : "context"}, context, team_id,
        ${isOpen ? "null, null, null, null" : "created_by, created_by, now(), 'api'"}, sla, ${isOpen ? "now() + interval '1 day' + random() * interval '5 days'" : "null"}, created_by, created_at, updated_at from made, model_task;
    insert into task_history (id, tenant_id, task_id, action, actor, details, at)
      select uuidv7(), tenant_id, task, action, actor, details, at from made, model_line;
    insert into audit_log (id, tenant_id, operation, actor, channel, resource_id, request_id, at)
      select uuidv7(), tenant_id, operation, actor, channel, resource_id, request_id, at from made, model_audit, generate_series(1, ${isOpen ? 1 : 2});
    ${isOpen ? "insert into task_deadlines (id, tenant_id, task_id, clock, due_at) select uuidv7(), tenant_id, task, clock, now() + interval '1 day' + random() * interval '5 days' from made, model_task, unnest(array['completeWithin', 'expireAfter']) clock;" : ""}
    insert into events (id, tenant_id, name, data, correlation, run_id, depth, at, dispatched_at)
      select uuidv7(), tenant_id, name, data, run::text, run, depth, at, coalesce(dispatched_at, at) from made, model_told, generate_series(1, ${isOpen ? 1 : 3});
    insert into notifications (id, tenant_id, user_id, kind, title, body, path, created_at)
      select uuidv7(), tenant_id, user_id, kind, title, body, '/tasks/' || task, created_at from made, model_notice;
    drop table made;`);
}
