import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { events } from "@/db/schema/events";
import { triggerDeliveries } from "@/db/schema/triggers";
import type { Tx } from "@/db/tenancy";
import { Id } from "@/server/domain/schema";
import { findTrigger } from "@/server/domain/triggers/queries";
import { DeliveryStatus, type EventConfig } from "@/server/domain/triggers/schema";
import { fireTrigger, recordDelivery } from "@/server/engine/shell/fire-trigger";
import { triggerHolds } from "@/server/engine/shell/trigger-input";
import { isAppError } from "@/server/platform/errors";
import { operation } from "../operation";

/** A run may lead to an event that starts a run, and so on, this often. */
const MAX_DEPTH = 10;

type Given = Parameters<typeof fireTrigger>[2]["given"];

/** Performed by the system for each event that a trigger listens to: once for each, however often it is called. */
export const fireEventTrigger = operation({
  name: "trigger.fireEvent",
  summary: "Start what an event is to start",
  kind: "write",
  permission: "runs:write",
  internal: true,
  input: z.strictObject({ triggerId: Id, eventId: Id }),
  output: z.object({ status: DeliveryStatus.nullable() }),
  async run({ actor, tx, now }, { triggerId, eventId }) {
    // Held by one at a time, so that what is written down below is seen by the next.
    const [event] = await tx.select().from(events).where(eq(events.id, eventId)).for("update");
    if (!event || (await isDone(tx, triggerId, eventId))) return { status: null };
    const trigger = await findTrigger(tx, triggerId);
    const delivery = { tx, now, tenantId: actor.tenantId };
    const { name, data, correlation, at, depth, runId } = event;
    const shown = { id: eventId, name, data, correlation, runId, at: at.toISOString() };
    const given = { event: shown } as unknown as Given;
    try {
      const { condition } = trigger.config as EventConfig;
      if (condition !== undefined && !triggerHolds("event", condition, given, now)) return { status: null };
    } catch (error) {
      if (!isAppError(error)) throw error;
      const failed = { status: "failed" as const, key: eventId, code: error.code, reason: error.message };
      return recordDelivery(delivery, trigger, failed);
    }
    if (depth >= MAX_DEPTH) {
      const reason = `${MAX_DEPTH} runs in a row were started by what the one before did`;
      const rejected = { status: "rejected" as const, key: eventId, code: "event_loop", reason };
      return recordDelivery(delivery, trigger, rejected);
    }
    return fireTrigger(delivery, trigger, { key: eventId, given, depth: depth + 1 });
  },
});

async function isDone(tx: Tx, triggerId: string, eventId: string): Promise<boolean> {
  const [done] = await tx
    .select({ id: triggerDeliveries.id })
    .from(triggerDeliveries)
    .where(and(eq(triggerDeliveries.triggerId, triggerId), eq(triggerDeliveries.dedupeKey, eventId)));
  return done !== undefined;
}
