import { z } from "zod";
import { findConversation, listMessages } from "@/server/domain/conversations/queries";
import { MessageView } from "@/server/domain/conversations/schema";
import { messageViews } from "@/server/domain/conversations/view";
import { Flag, Id, PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

export const listMessagesOperation = operation({
  name: "conversation.messages",
  summary: "List the messages of a conversation, oldest first",
  kind: "read",
  permission: "conversations:read",
  input: z.strictObject({ conversationId: Id, notes: Flag.default(false), ...PageInput }),
  output: pageOf(MessageView),
  rest: { method: "GET", path: "/conversations/{conversationId}/messages" },
  async run({ tx }, { conversationId, notes, limit, cursor }) {
    await findConversation(tx, conversationId);
    const { rows, nextCursor } = await listMessages(tx, { conversationId, notes }, { limit, cursor });
    return { data: await messageViews(tx, rows), nextCursor };
  },
});
