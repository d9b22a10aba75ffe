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

export function messageView(row: MessageRow): MessageView {
  return {
    id: row.id,
    conversationId: row.conversationId,
    role: row.role,
    content: row.content,
    metadata: row.metadata,
    author: row.author,
    createdAt: row.createdAt.toISOString(),
  };
}
