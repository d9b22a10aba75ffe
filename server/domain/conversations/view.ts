import type { Tx } from "@/db/tenancy";
import { type AttachmentRow, attachmentsOf } from "@/server/domain/attachments/queries";
import { attachmentView } from "@/server/domain/attachments/view";
import type { ConversationRow, MessageRow } from "./queries";
import type { ConversationView, MessageView } from "./schema";

export function conversationView(row: ConversationRow): ConversationView {
  return {
    id: row.id,
    channel: row.channel,
    externalId: row.externalId,
    participant: row.participant,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

export function messageView(row: MessageRow, attachments: AttachmentRow[]): MessageView {
  return {
    id: row.id,
    conversationId: row.conversationId,
    role: row.role,
    content: row.content,
    metadata: row.metadata,
    author: row.author,
    attachments: attachments.map(attachmentView),
    createdAt: row.createdAt.toISOString(),
  };
}

/** Messages with what they carry. */
export async function messageViews(tx: Tx, rows: MessageRow[]): Promise<MessageView[]> {
  const carried = await attachmentsOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => messageView(row, carried.get(row.id) ?? []));
}
