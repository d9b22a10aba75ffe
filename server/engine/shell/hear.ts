import { and, asc, eq, gte, isNull, or, sql } from "drizzle-orm";
import { events } from "@/db/schema/events";
import { runSubscriptions } from "@/db/schema/runs";
import { type Tx, withTenant } from "@/db/tenancy";
import type { Json } from "@/server/engine/core/json";
import { deliver } from "./deliver";

/** A run's wait for an event; with `eventId` it is told of that one, without it of all that count for it so far. */
interface Wait {
  tenantId: string;
  runId: string;
  key: string;
  eventId?: string | undefined;
}

/** Past events that one look back tells a run of, oldest first. */
const LOOK_BACK = 500;

/**
 * Tells a run that waits for an event of those that have happened, each in a transaction of its own, until one ends
 * the wait. What the wait's condition refuses does nothing, and so does whatever comes twice.
 */
export async function hear({ tenantId, runId, key, eventId }: Wait): Promise<void> {
  const heard = await withTenant(tenantId, (tx) => pastEvents(tx, { tenantId, runId, key, eventId }));
  for (const { id, name, data } of heard) {
    const over = await withTenant(tenantId, async (tx, now) => {
      const event = {
        type: "event.received" as const,
        at: now.getTime(),
        key,
        eventId: id,
        name,
        data: data as Json,
      };
      const { applied } = await deliver({ tx, now, tenantId }, runId, event);
      return applied;
    });
    if (over) return;
  }
}

function pastEvents(tx: Tx, { runId, key, eventId }: Wait) {
  return tx
    .select({ id: events.id, name: events.name, data: events.data })
    .from(events)
    .innerJoin(
      runSubscriptions,
      and(eq(runSubscriptions.tenantId, events.tenantId), eq(runSubscriptions.event, events.name)),
    )
    .where(
      and(
        eq(runSubscriptions.runId, runId),
        eq(runSubscriptions.stepKey, key),
        gte(events.at, runSubscriptions.since),
        or(
          isNull(runSubscriptions.correlation),
          eq(runSubscriptions.correlation, sql`${events.correlation}`),
        ),
        eventId ? eq(events.id, eventId) : undefined,
      ),
    )
    .orderBy(asc(events.id))
    .limit(LOOK_BACK);
}
