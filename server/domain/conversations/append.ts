import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { conversations, messages } from "@/db/schema/conversations";
import { attachTo } from "@/server/domain/attachments/attach";
import { emitEvent } from "@/server/domain/events/emit";
import { customerWrote } from "@/server/domain/tasks/hold";
import { hearMessage } from "@/server/domain/tasks/respond";
import { actorRef } from "@/server/platform/actor";
import { conflict } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { reopenConversation } from "./change";
import { sendOut } from "./deliveries";
import { type ConversationRow, lockConversation, type MessageRow } from "./queries";
import type { MessageMetadata, MessageRole, MessageView } from "./schema";
import type { ConversationAt } from "./tell";
import { messageView } from "./view";

interface NewMessage {
  role: MessageRole;
  content: string;
  metadata: MessageMetadata;
  /** Uploads of the actor that go with it. */
  attachmentIds?: string[];
  /** A note of the team. */
  internal?: boolean;
}

/**
 * Adds a message to a conversation and has it carried to the participant where that is for us to do.
 * While a person has the conversation the AI does not speak: a bot is refused, and what a workflow would have said
 * stays here as a note, marked `withheld`, for the person to use or not. What a participant says reopens it.
 * @throws NotFound when there is no such conversation; Conflict (`conversation_with_person`).
 */
export async function appendMessage(
  at: ConversationAt,
  conversationId: string,
  message: NewMessage,
): Promise<MessageView> {
  return addMessage(at, await lockConversation(at.tx, conversationId), message);
}

/** The same for a conversation that is locked already. */
export async function addMessage(
  at: ConversationAt,
  conversation: ConversationRow,
  { attachmentIds = [], ...given }: NewMessage,
): Promise<MessageView> {
  const { tx, now, actor } = at;
  const message = withheldFrom(conversation, at, given);
  const row: MessageRow = {
    id: newId(),
    tenantId: actor.tenantId,
    conversationId: conversation.id,
    role: message.role,
    content: message.content,
    metadata: message.metadata,
    internal: message.internal ?? false,
    author: actorRef(actor),
    createdAt: now,
  };
  await tx.insert(messages).values(row);
  const attachments = await attachTo({ tx, actor }, row.id, attachmentIds);
  const delivery = await sendOut(tx, conversation, row);
  const view = messageView(row, { attachments, delivery });
  const fromParticipant = row.role === "user" && !row.internal;
  const open =
    fromParticipant && conversation.status !== "active"
      ? await reopenConversation(at, conversation)
      : conversation;
  await tx.update(conversations).set(marksOf(open, row)).where(eq(conversations.id, conversation.id));
  noteChange(tx, actor.tenantId, "conversation", conversation.id);
  if (row.internal) return view;
  tellOfMessage(at, open, view);
  await hearMessage(at, conversation.id, row.role);
  if (fromParticipant) await customerWrote(at, conversation.id, row.content);
  return view;
}

function withheldFrom(
  { handoff, handoffBy }: ConversationRow,
  { actor }: ConversationAt,
  message: NewMessage,
) {
  if (message.role !== "assistant" || message.internal || handoff !== "human") return message;
  if (actor.type === "workflow") {
    return { ...message, internal: true, metadata: { ...message.metadata, withheld: true } };
  }
  throw conflict(
    "conversation_with_person",
    `${handoffBy?.name ?? "A person"} has taken this conversation over: the AI must not speak until it is handed back.`,
    { handoff: { state: handoff, by: handoffBy } },
  );
}

/** What a conversation remembers of its last message. Notes, and what only programs say to each other, are not it. */
function marksOf(conversation: ConversationRow, row: MessageRow): Partial<ConversationRow> {
  if (row.internal || row.role === "system") return { updatedAt: row.createdAt };
  const waitingSince = row.role === "user" ? (conversation.waitingSince ?? row.createdAt) : null;
  return { updatedAt: row.createdAt, lastMessageId: row.id, lastMessageAt: row.createdAt, waitingSince };
}

function tellOfMessage(
  { tx, actor }: ConversationAt,
  conversation: ConversationRow,
  view: MessageView,
): void {
  const { id: conversationId, tenantId, channel, externalId, participant, handoff } = conversation;
  const { id, role, content, metadata, attachments, author } = view;
  const message = { id, role, content, metadata, attachments, author };
  const said = { conversationId, channel, externalId, participant, handoff, message };
  const runId = actor.type === "workflow" ? actor.id : null;
  emitEvent(tx, tenantId, "conversation.message", said, { correlation: conversationId, runId });
}
