import { z } from "zod";
import { appendMessage } from "@/server/domain/conversations/append";
import {
  MessageMetadata,
  MessageRole,
  MessageView,
  SAYS_NOTHING,
  Said,
  saysSomething,
} from "@/server/domain/conversations/schema";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const appendToConversation = operation({
  name: "conversation.append",
  summary: "Add a message to a conversation",
  description:
    "`role` says who spoke: the participant (`user`), the AI (`assistant`), the bot's own notes (`system`), or a person of the team (`human`). While a person has taken the conversation over, what the AI says is refused with `conversation_with_person`. What the participant says opens a closed conversation again.",
  kind: "write",
  permission: "conversations:write",
  input: z
    .strictObject({
      conversationId: Id,
      role: MessageRole,
      ...Said,
      metadata: MessageMetadata.default({}),
    })
    .refine(saysSomething, SAYS_NOTHING),
  output: MessageView,
  rest: { method: "POST", path: "/conversations/{conversationId}/messages", status: () => 201 },
  mcp: { tool: "conversation_append" },
  run: ({ actor, tx, now }, { conversationId, ...message }) =>
    appendMessage({ tx, now, actor }, conversationId, message),
});
