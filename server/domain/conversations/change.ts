import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { conversations } from "@/db/schema/conversations";
import type { EventName } from "@/server/domain/events/schema";
import { actorRef } from "@/server/platform/actor";
import type { ConversationRow } from "./queries";
import { type ConversationAt, tellOfConversation } from "./tell";

type Changes = Partial<
  Pick<
    ConversationRow,
    "status" | "closedAt" | "handoff" | "handoffBy" | "handoffAt" | "participant" | "subject" | "callbackUrl"
  >
>;

/** Changes a locked conversation; `tell` names the event that says so. */
export async function changeConversation(
  at: ConversationAt,
  conversation: ConversationRow,
  changes: Changes,
  tell?: EventName,
): Promise<ConversationRow> {
  const changed = { ...conversation, ...changes, updatedAt: at.now };
  await at.tx
    .update(conversations)
    .set({ ...changes, updatedAt: at.now })
    .where(eq(conversations.id, conversation.id));
  if (tell) tellOfConversation(at, tell, changed);
  noteChange(at.tx, at.actor.tenantId, "conversation", conversation.id);
  return changed;
}

const WITH_AI = { handoff: "ai", handoffBy: null, handoffAt: null } as const;

/** From now on a person answers, and the AI keeps still. Who has it already keeps it. */
export async function takeOver(at: ConversationAt, conversation: ConversationRow): Promise<ConversationRow> {
  const { handoff, handoffBy } = conversation;
  if (handoff === "human" && handoffBy?.id === at.actor.id) return conversation;
  const taken = { handoff: "human", handoffBy: actorRef(at.actor), handoffAt: at.now } as const;
  return changeConversation(at, conversation, taken, "conversation.handoff");
}

/** The AI answers again. */
export async function handBack(at: ConversationAt, conversation: ConversationRow): Promise<ConversationRow> {
  return changeConversation(at, conversation, WITH_AI, "conversation.handoff");
}

/** A closed conversation is nobody's: whatever the participant says next, the AI answers first. */
export async function closeConversation(at: ConversationAt, conversation: ConversationRow) {
  const closed = { status: "closed", closedAt: at.now, ...WITH_AI } as const;
  return changeConversation(at, conversation, closed, "conversation.closed");
}

export async function reopenConversation(at: ConversationAt, conversation: ConversationRow) {
  return changeConversation(at, conversation, { status: "active", closedAt: null }, "conversation.reopened");
}
