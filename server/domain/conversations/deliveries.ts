import { and, eq, inArray } from "drizzle-orm";
import { messageDeliveries } from "@/db/schema/conversations";
import type { Tx } from "@/db/tenancy";
import { send } from "@/server/jobs/send";
import type { ConversationRow, MessageRow } from "./queries";
import { deliveryVia } from "./rules";

export type DeliveryRow = typeof messageDeliveries.$inferSelect;

/**
 * Has a message carried to its participant, where that is for us to do: what people and workflows say. A bot has said
 * its own words already.
 */
export async function sendOut(
  tx: Tx,
  conversation: ConversationRow,
  message: MessageRow,
): Promise<DeliveryRow | undefined> {
  const ours = message.author.type === "user" || message.author.type === "workflow";
  const spoken = message.role === "human" || message.role === "assistant";
  const via = deliveryVia(conversation);
  if (message.internal || !ours || !spoken || !via) return undefined;
  const { tenantId, id: messageId } = message;
  const [row] = await tx.insert(messageDeliveries).values({ tenantId, messageId, via }).returning();
  send(tx, "message.deliver", { tenantId, messageId });
  return row;
}

/** Queues a failed message again. @returns false when it is not one that failed */
export async function sendAgain(tx: Tx, tenantId: string, messageId: string): Promise<boolean> {
  const [row] = await tx
    .update(messageDeliveries)
    .set({ status: "queued", attempts: 0, nextAttemptAt: null })
    .where(and(eq(messageDeliveries.messageId, messageId), eq(messageDeliveries.status, "failed")))
    .returning();
  if (row) send(tx, "message.deliver", { tenantId, messageId });
  return row !== undefined;
}

export async function deliveriesOf(tx: Tx, messageIds: string[]): Promise<Map<string, DeliveryRow>> {
  if (messageIds.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(messageDeliveries)
    .where(inArray(messageDeliveries.messageId, messageIds));
  return new Map(rows.map((row) => [row.messageId, row]));
}
