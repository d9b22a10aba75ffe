import { sql } from "drizzle-orm";
import type { Tx } from "@/db/tenancy";
import { send } from "@/server/jobs/send";
import { newId } from "@/server/platform/ids";
import type { EventName } from "./schema";

interface Circumstances {
  /** By which a waiting run recognises it. */
  correlation?: string | null;
  /** The run that caused it, if one did: what it starts is counted as that run's doing. */
  runId?: string | null;
}

/**
 * Tells that something happened, in the transaction in which it did. Who wants to know hears it from a job; when
 * nobody does, there is none.
 * @returns the event's id
 */
export async function emitEvent(
  tx: Tx,
  tenantId: string,
  name: EventName,
  data: Record<string, unknown>,
  { correlation = null, runId = null }: Circumstances = {},
): Promise<string> {
  const id = newId();
  const [row] = await tx.execute<{ wanted: boolean }>(sql`
    insert into events (id, tenant_id, name, data, correlation, run_id, depth, at, dispatched_at)
    values (
      ${id}, ${tenantId}, ${name}, ${JSON.stringify(data)}::json, ${correlation}, ${runId},
      coalesce((select depth from runs where tenant_id = ${tenantId} and id = ${runId}), 0),
      now(),
      case when exists (
        select from triggers where tenant_id = ${tenantId} and event_name = ${name} and enabled
      ) or exists (
        select from run_subscriptions where tenant_id = ${tenantId} and event = ${name}
      ) then null else now() end
    )
    returning dispatched_at is null as wanted`);
  if (row?.wanted) await send(tx, "event.dispatch", { tenantId, eventId: id });
  return id;
}
