import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { conversations, messages } from "@/db/schema/conversations";
import type { Tx } from "@/db/tenancy";
import { attachTo } from "@/server/domain/attachments/attach";
import { emitEvent } from "@/server/domain/events/emit";
import { customerWrote } from "@/server/domain/tasks/hold";
import { type Actor, actorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import { findConversation, type MessageRow } from "./queries";
import type { MessageMetadata, MessageRole, MessageView } from "./schema";
import { messageView } from "./view";

interface NewMessage {
  role: MessageRole;
  content: string;
  metadata: MessageMetadata;
  /** Uploads of the actor that go with it. */
  attachmentIds?: string[];
}

/** Adds a message to a conversation. @throws NotFound when there is no such conversation */
export async function appendMessage(
  { tx, now, actor }: { tx: Tx; now: Date; actor: Actor },
  conversationId: string,
  { attachmentIds = [], ...message }: NewMessage,
): Promise<MessageView> {
  const conversation = await findConversation(tx, conversationId);
  const row: MessageRow = {
    id: newId(),
    tenantId: actor.tenantId,
    conversationId,
    ...message,
    author: actorRef(actor),
    createdAt: now,
  };
  await tx.insert(messages).values(row);
  const attached = await attachTo({ tx, actor }, row.id, attachmentIds);
  const view = messageView(row, attached);
  await tx.update(conversations).set({ updatedAt: now }).where(eq(conversations.id, conversationId));
  const { tenantId, author } = row;
  const { channel, externalId, participant } = conversation;
  const said = {
    conversationId,
    channel,
    externalId,
    participant,
    message: { id: row.id, ...message, attachments: view.attachments, author },
  };
  const runId = actor.type === "workflow" ? actor.id : null;
  emitEvent(tx, tenantId, "conversation.message", said, { correlation: conversationId, runId });
  noteChange(tx, actor.tenantId, "conversation", conversationId);
  if (message.role === "user") await customerWrote({ tx, now, actor }, conversationId, message.content);
  return view;
}
