import { z } from "zod";
import { findConversation, lastMessages, SHOWN_MESSAGES } from "@/server/domain/conversations/queries";
import { ConversationView, MessageView } from "@/server/domain/conversations/schema";
import { conversationView, messageViews } from "@/server/domain/conversations/view";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const getConversation = operation({
  name: "conversation.get",
  summary: "Get a conversation with its messages",
  description: `Gives the last ${SHOWN_MESSAGES} messages, oldest first; \`before\` (a message's id) gives those before it.`,
  kind: "read",
  permission: "conversations:read",
  input: z.strictObject({ conversationId: Id, before: Id.optional() }),
  output: ConversationView.extend({ messages: z.array(MessageView) }),
  rest: { method: "GET", path: "/conversations/{conversationId}" },
  mcp: { tool: "conversation_get" },
  async run({ tx }, { conversationId, before }) {
    const conversation = await findConversation(tx, conversationId);
    const messages = await lastMessages(tx, conversationId, before);
    return { ...conversationView(conversation), messages: await messageViews(tx, messages) };
  },
});
