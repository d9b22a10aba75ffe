import { sql } from "drizzle-orm";
import { beforeCommit, jsonText, type Tx } from "@/db/tenancy";
import { send } from "@/server/jobs/send";
import { newId } from "@/server/platform/ids";
import type { EventName } from "./schema";

interface Circumstances {
  /** By which a waiting run recognises it. */
  correlation?: string | null;
  /** The run that caused it, if one did: what it starts is counted as that run's doing. */
  runId?: string | null;
}

interface Emitted {
  id: string;
  name: EventName;
  data: Record<string, unknown>;
  correlation: string | null;
  run_id: string | null;
}

/** What each transaction has told so far: it is written when its work is done. */
const emitted = new WeakMap<Tx, Emitted[]>();

/**
 * Tells that something happened, in the transaction in which it did. Who wants to know hears it from a job; when
 * nobody does, there is none.
 * @returns the event's id
 */
export function emitEvent(
  tx: Tx,
  tenantId: string,
  name: EventName,
  data: Record<string, unknown>,
  { correlation = null, runId = null }: Circumstances = {},
): string {
  const id = newId();
  const known = emitted.get(tx);
  const all = known ?? [];
  all.push({ id, name, data, correlation, run_id: runId });
  if (!known) {
    emitted.set(tx, all);
    beforeCommit(tx, () => write(tx, tenantId, all));
  }
  return id;
}

async function write(tx: Tx, tenantId: string, events: Emitted[]): Promise<void> {
  emitted.delete(tx);
  const wanted = await tx.execute<{ id: string }>(sql`
    with told as (
      insert into events (id, tenant_id, name, data, correlation, run_id, depth, at, dispatched_at)
      select
        e.id, ${tenantId}, e.name, e.data, e.correlation, e.run_id,
        coalesce((select depth from runs where tenant_id = ${tenantId} and id = e.run_id), 0),
        now(),
        case when exists (
          select from triggers where tenant_id = ${tenantId} and event_name = e.name and enabled
        ) or exists (
          select from run_subscriptions where tenant_id = ${tenantId} and event = e.name
        ) or (e.name = 'task.created' and e.run_id is not null and exists (
          select from answer_rules where tenant_id = ${tenantId} and revoked_at is null and ends_at > now()
        )) then null else now() end
      from json_to_recordset(${jsonText(events)}::text::json)
        as e (id uuid, name text, data json, correlation text, run_id uuid)
      returning id, dispatched_at
    )
    select id from told where dispatched_at is null order by id`);
  for (const { id } of wanted) send(tx, "event.dispatch", { tenantId, eventId: id });
}
