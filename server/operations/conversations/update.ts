import { z } from "zod";
import { changeConversation } from "@/server/domain/conversations/change";
import { lockConversation } from "@/server/domain/conversations/queries";
import { CallbackUrl, ConversationView, Participant } from "@/server/domain/conversations/schema";
import { conversationView } from "@/server/domain/conversations/view";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const updateConversation = operation({
  name: "conversation.update",
  summary: "Change what is known about a conversation and its participant",
  description: "Only what is given changes; of the participant, null removes a field.",
  kind: "write",
  permission: "conversations:write",
  input: z.strictObject({
    conversationId: Id,
    subject: z.string().trim().min(1).max(500).nullable().optional(),
    callbackUrl: CallbackUrl.nullable().optional(),
    participant: z
      .strictObject({
        name: z.string().trim().min(1).max(200).nullable(),
        phone: z.string().trim().min(1).max(50).nullable(),
        email: z.string().trim().min(1).max(320).nullable(),
        metadata: z.record(z.string(), z.json()).nullable(),
      })
      .partial()
      .optional(),
  }),
  output: ConversationView,
  rest: { method: "PATCH", path: "/conversations/{conversationId}" },
  async run({ actor, tx, now }, { conversationId, participant, ...rest }) {
    const conversation = await lockConversation(tx, conversationId);
    const merged = Object.entries({ ...conversation.participant, ...participant });
    const known = Participant.parse(Object.fromEntries(merged.filter(([, value]) => value !== null)));
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const changes = { ...given, ...(participant ? { participant: known } : {}) };
    return conversationView(await changeConversation({ tx, now, actor }, conversation, changes));
  },
});
