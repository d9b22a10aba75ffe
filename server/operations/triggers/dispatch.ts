import { and, eq, isNull } from "drizzle-orm";
import { events } from "@/db/schema/events";
import { triggers } from "@/db/schema/triggers";
import { withTenant } from "@/db/tenancy";
import { systemActor } from "@/server/platform/actor";
import { perform } from "../perform";
import { fireEventTrigger } from "./fire-event";

/** Tells every trigger that listens of an event, each in a transaction of its own. Doing it again does nothing. */
export async function dispatchEvent(tenantId: string, eventId: string): Promise<void> {
  const listening = await withTenant(tenantId, async (tx) => {
    const open = and(eq(events.id, eventId), isNull(events.dispatchedAt));
    return tx
      .select({ triggerId: triggers.id })
      .from(events)
      .innerJoin(triggers, and(eq(triggers.eventName, events.name), eq(triggers.enabled, true)))
      .where(open)
      .orderBy(triggers.id);
  });
  for (const { triggerId } of listening) {
    await perform(fireEventTrigger, systemActor(tenantId), { triggerId, eventId });
  }
  await withTenant(tenantId, (tx, now) =>
    tx
      .update(events)
      .set({ dispatchedAt: now })
      .where(and(eq(events.id, eventId), isNull(events.dispatchedAt))),
  );
}
