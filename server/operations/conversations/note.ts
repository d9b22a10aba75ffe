import { z } from "zod";
import { appendMessage } from "@/server/domain/conversations/append";
import { MessageView, SAYS_NOTHING, Said, saysSomething } from "@/server/domain/conversations/schema";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const noteInConversation = operation({
  name: "conversation.note",
  summary: "Leave a note for the team in a conversation",
  description: "The participant never sees it, and programs only when they ask for `notes`.",
  kind: "write",
  permission: "conversations:write",
  input: z.strictObject({ conversationId: Id, ...Said }).refine(saysSomething, SAYS_NOTHING),
  output: MessageView,
  rest: { method: "POST", path: "/conversations/{conversationId}/notes", status: () => 201 },
  run: ({ actor, tx, now }, { conversationId, ...said }) =>
    appendMessage({ tx, now, actor }, conversationId, {
      role: "human",
      metadata: {},
      ...said,
      internal: true,
    }),
});
