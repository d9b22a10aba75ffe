import { z } from "zod";
import { appendMessage } from "@/server/domain/conversations/append";
import { MessageMetadata, MessageRole, MessageView } from "@/server/domain/conversations/schema";
import { messageView } from "@/server/domain/conversations/view";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const appendToConversation = operation({
  name: "conversation.append",
  summary: "Add a message to a conversation",
  description:
    "`role` says who spoke: the participant (`user`), the AI (`assistant`), the bot's own notes (`system`), or a person of the team (`human`).",
  kind: "write",
  permission: "conversations:write",
  input: z.strictObject({
    conversationId: Id,
    role: MessageRole,
    content: z.string().min(1, "must not be empty").max(50_000),
    metadata: MessageMetadata.default({}),
  }),
  output: MessageView,
  rest: { method: "POST", path: "/conversations/{conversationId}/messages", status: () => 201 },
  mcp: { tool: "conversation_append" },
  async run({ actor, tx, now }, { conversationId, ...message }) {
    return messageView(await appendMessage({ tx, now, actor }, conversationId, message));
  },
});
