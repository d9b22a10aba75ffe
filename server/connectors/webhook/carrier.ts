import type { Carrier, OutgoingMessage } from "@/server/connectors/carrier";
import type { Outcome } from "@/server/connectors/outcome";
import { deliverWebhook } from "./deliver";

/** A signed POST to the bot behind the conversation, which says it in its own channel. */
export const callbackCarrier: Carrier = {
  name: "callback",
  async carry(message, signal): Promise<Outcome> {
    const { callback } = message;
    if (!callback) {
      return { outcome: "failed", code: "no_callback", reason: "The conversation has no callback URL." };
    }
    const { outcome, error } = await deliverWebhook({
      ...callback,
      id: message.id,
      payload: payloadOf(message),
      attempt: 1,
      signal,
    });
    const reason = error?.message ?? "The receiver gave no reason.";
    if (outcome === "delivered") return { outcome: "sent", id: message.id };
    if (outcome === "retry") return { outcome: "retry", code: error?.code ?? "status", reason };
    return { outcome: "failed", code: outcome, reason };
  },
};

function payloadOf({ conversation, id, role, content, author, files, createdAt }: OutgoingMessage) {
  const { id: conversationId, channel, externalId, participant } = conversation;
  const attachments = files.map(({ name, mediaType, url }) => ({ name, mediaType, url }));
  const message = { id, role, content, author, attachments, createdAt };
  return {
    type: "conversation.message",
    timestamp: createdAt,
    data: { conversationId, channel, externalId, participant, message },
  };
}
