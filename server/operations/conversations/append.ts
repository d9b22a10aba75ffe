import { z } from "zod";
import { AttachmentIds } from "@/server/domain/attachments/schema";
import { appendMessage } from "@/server/domain/conversations/append";
import { MessageMetadata, MessageRole, MessageView } from "@/server/domain/conversations/schema";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const appendToConversation = operation({
  name: "conversation.append",
  summary: "Add a message to a conversation",
  description:
    "`role` says who spoke: the participant (`user`), the AI (`assistant`), the bot's own notes (`system`), or a person of the team (`human`).",
  kind: "write",
  permission: "conversations:write",
  input: z
    .strictObject({
      conversationId: Id,
      role: MessageRole,
      content: z.string().max(50_000),
      metadata: MessageMetadata.default({}),
      attachmentIds: AttachmentIds.default([]),
    })
    .refine(({ content, attachmentIds }) => content !== "" || attachmentIds.length > 0, {
      path: ["content"],
      message: "must not be empty",
    }),
  output: MessageView,
  rest: { method: "POST", path: "/conversations/{conversationId}/messages", status: () => 201 },
  mcp: { tool: "conversation_append" },
  run: ({ actor, tx, now }, { conversationId, ...message }) =>
    appendMessage({ tx, now, actor }, conversationId, message),
});
