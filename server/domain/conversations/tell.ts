import { webhookDeliveries } from "@/db/schema/platform";
import { append, type Tx } from "@/db/tenancy";
import { emitEvent } from "@/server/domain/events/emit";
import type { EventName } from "@/server/domain/events/schema";
import { send } from "@/server/jobs/send";
import { type Actor, actorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import type { ConversationRow } from "./queries";

/** Whose doing and when: what every change of a conversation needs. */
export interface ConversationAt {
  tx: Tx;
  now: Date;
  actor: Actor;
}

/** Tells triggers and waiting runs, and the bot behind the conversation, what people did with it. */
export function tellOfConversation(
  { tx, now, actor }: ConversationAt,
  name: EventName,
  conversation: ConversationRow,
): void {
  const { tenantId, id: conversationId, callbackUrl: url } = conversation;
  const data = {
    conversationId,
    channel: conversation.channel,
    externalId: conversation.externalId,
    participant: conversation.participant,
    status: conversation.status,
    handoff: conversation.handoff,
    by: actorRef(actor),
  };
  const runId = actor.type === "workflow" ? actor.id : null;
  emitEvent(tx, tenantId, name, data, { correlation: conversationId, runId });
  if (!url) return;
  const id = newId();
  const payload = { type: name, timestamp: now.toISOString(), data };
  append(tx, webhookDeliveries, { id, tenantId, url, payload });
  send(tx, "callback.deliver", { tenantId, deliveryId: id });
}
