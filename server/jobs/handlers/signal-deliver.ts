import { and, eq } from "drizzle-orm";
import { events } from "@/db/schema/events";
import { withTenant } from "@/db/tenancy";
import type { Json } from "@/server/engine/core/json";
import { deliver } from "@/server/engine/shell/deliver";
import { isAppError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import type { Handler } from "../handler";

/** Gives one run a signal that was sent to many. The signal's id is the event's, so that it is taken once. */
export const signalDeliver: Handler<"signal.deliver"> = async ({ tenantId, runId, eventId }) => {
  await withTenant(tenantId, async (tx, now) => {
    const [event] = await tx
      .select()
      .from(events)
      .where(and(eq(events.id, eventId), eq(events.name, "signal.sent")));
    if (!event) return;
    const { name, data } = event.data as { name: string; data: Json };
    const signal = { type: "signal.received" as const, at: now.getTime(), signalId: eventId, name, data };
    try {
      const { applied, reason } = await deliver({ tx, now, tenantId }, runId, signal);
      if (!applied) log.debug({ runId, reason }, "signal not taken");
    } catch (error) {
      // The run has ended or was removed since it was counted.
      if (!isAppError(error)) throw error;
    }
  });
};
