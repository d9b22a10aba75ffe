import { and, desc, eq, lt, sql } from "drizzle-orm";
import { triggerDeliveries, triggers } from "@/db/schema/triggers";
import type { Tx } from "@/db/tenancy";
import { decodeIdCursor, pageById } from "@/server/domain/paging";
import { notFound } from "@/server/platform/errors";
import type { DeliveryStatus, TriggerKind } from "./schema";

export type TriggerRow = typeof triggers.$inferSelect;
export type TriggerDeliveryRow = typeof triggerDeliveries.$inferSelect;

const lastStartedAt = sql<Date | null>`(
  select d.at from trigger_deliveries d
  where d.tenant_id = triggers.tenant_id and d.trigger_id = triggers.id and d.status = 'started'
  order by d.id desc limit 1
)`.mapWith((value) => value && new Date(value));

/** @throws NotFound */
export async function findTrigger(tx: Tx, triggerId: string): Promise<TriggerRow> {
  const [row] = await tx.select().from(triggers).where(eq(triggers.id, triggerId));
  if (!row) throw notFound("trigger", triggerId);
  return row;
}

/** Locks a trigger against changes, and against others who would fire it. @throws NotFound */
export async function lockTrigger(tx: Tx, triggerId: string): Promise<TriggerRow> {
  const [row] = await tx.select().from(triggers).where(eq(triggers.id, triggerId)).for("update");
  if (!row) throw notFound("trigger", triggerId);
  return row;
}

/** When a trigger last started a run; null when it never did. */
export async function lastStartOf(tx: Tx, triggerId: string): Promise<Date | null> {
  const [row] = await tx.select({ at: lastStartedAt }).from(triggers).where(eq(triggers.id, triggerId));
  return row?.at ?? null;
}

export async function listTriggers(
  tx: Tx,
  filter: { workflow?: string | undefined; kind?: TriggerKind | undefined },
  page: { limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select({ id: triggers.id, trigger: triggers, lastStartedAt })
    .from(triggers)
    .where(
      and(
        filter.workflow ? eq(triggers.workflowName, filter.workflow) : undefined,
        filter.kind ? eq(triggers.kind, filter.kind) : undefined,
        page.cursor ? lt(triggers.id, decodeIdCursor(page.cursor)) : undefined,
      ),
    )
    .orderBy(desc(triggers.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}

export async function listDeliveries(
  tx: Tx,
  triggerId: string,
  filter: { status?: DeliveryStatus | undefined },
  page: { limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select()
    .from(triggerDeliveries)
    .where(
      and(
        eq(triggerDeliveries.triggerId, triggerId),
        filter.status ? eq(triggerDeliveries.status, filter.status) : undefined,
        page.cursor ? lt(triggerDeliveries.id, decodeIdCursor(page.cursor)) : undefined,
      ),
    )
    .orderBy(desc(triggerDeliveries.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}
