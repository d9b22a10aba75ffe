import { eq } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/platform";
import { tenants } from "@/db/schema/tenants";
import { withTenant } from "@/db/tenancy";
import { deliverWebhook, type WebhookResult } from "@/server/connectors/webhook/deliver";
import type { Handler } from "../handler";
import { send } from "../send";

/** One attempt of a callback: what came of it is kept, and the next attempt is sent by the schedule. */
export const callbackDeliver: Handler<"callback.deliver"> = async ({ tenantId, deliveryId }, signal) => {
  const found = await withTenant(tenantId, async (tx) => {
    const [delivery] = await tx.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, deliveryId));
    const [tenant] = await tx.select({ secret: tenants.webhookSecret }).from(tenants);
    return delivery?.status === "pending" && tenant ? { delivery, secret: tenant.secret } : undefined;
  });
  if (!found) return;
  const { url, payload, attempts } = found.delivery;
  const attempt = attempts + 1;
  const result = await deliverWebhook({
    url,
    payload,
    secret: found.secret,
    id: deliveryId,
    attempt,
    signal,
  });
  await withTenant(tenantId, async (tx, now) => {
    const [row] = await tx
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.id, deliveryId))
      .for("update");
    // Another worker made the same attempt while this one was thought dead: its word stands.
    if (!row || row.attempts !== attempts) return;
    const waitSeconds = result.outcome === "retry" ? (result.nextAttemptInSeconds ?? null) : null;
    await tx
      .update(webhookDeliveries)
      .set({ attempts: attempt, ...outcomeOf(result, waitSeconds, now) })
      .where(eq(webhookDeliveries.id, deliveryId));
    if (waitSeconds !== null)
      send(tx, "callback.deliver", { tenantId, deliveryId }, { afterSeconds: waitSeconds });
  });
};

function outcomeOf(result: WebhookResult, waitSeconds: number | null, now: Date) {
  const delivered = result.outcome === "delivered";
  return {
    status: delivered
      ? ("delivered" as const)
      : waitSeconds === null
        ? ("failed" as const)
        : ("pending" as const),
    lastStatus: result.status ?? null,
    lastError: result.error?.message ?? null,
    nextAttemptAt: waitSeconds === null ? null : new Date(now.getTime() + waitSeconds * 1000),
    deliveredAt: delivered ? now : null,
  };
}
