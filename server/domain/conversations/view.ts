import type { Tx } from "@/db/tenancy";
import { type AttachmentRow, attachmentsOf } from "@/server/domain/attachments/queries";
import { attachmentView } from "@/server/domain/attachments/view";
import { type DeliveryRow, deliveriesOf } from "./deliveries";
import type { ConversationRow, MessageRow } from "./queries";
import type { ConversationView, MessageView } from "./schema";

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function conversationView(row: ConversationRow): ConversationView {
  return {
    id: row.id,
    channel: row.channel,
    externalId: row.externalId,
    participant: row.participant,
    subject: row.subject,
    status: row.status,
    handoff: { state: row.handoff, by: row.handoffBy, since: iso(row.handoffAt) },
    callbackUrl: row.callbackUrl,
    waitingSince: iso(row.waitingSince),
    needsReply: row.waitingSince !== null && row.handoff === "human" && row.status === "active",
    lastMessageAt: row.lastMessageAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    closedAt: iso(row.closedAt),
  };
}

export function messageView(
  row: MessageRow,
  { attachments, delivery }: { attachments: AttachmentRow[]; delivery: DeliveryRow | undefined },
): MessageView {
  return {
    id: row.id,
    conversationId: row.conversationId,
    role: row.role,
    content: row.content,
    metadata: row.metadata,
    author: row.author,
    internal: row.internal,
    attachments: attachments.map(attachmentView),
    delivery: delivery ? deliveryView(delivery) : null,
    createdAt: row.createdAt.toISOString(),
  };
}

function deliveryView(row: DeliveryRow): MessageView["delivery"] {
  return {
    via: row.via,
    status: row.status,
    attempts: row.attempts,
    lastError: row.lastError,
    nextAttemptAt: iso(row.nextAttemptAt),
    sentAt: iso(row.sentAt),
  };
}

/** Messages with what they carry and how they get to where they go. */
export async function messageViews(tx: Tx, rows: MessageRow[]): Promise<MessageView[]> {
  const ids = rows.map(({ id }) => id);
  const [carried, deliveries] = await Promise.all([attachmentsOf(tx, ids), deliveriesOf(tx, ids)]);
  return rows.map((row) =>
    messageView(row, { attachments: carried.get(row.id) ?? [], delivery: deliveries.get(row.id) }),
  );
}
