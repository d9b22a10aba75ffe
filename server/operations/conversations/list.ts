import { z } from "zod";
import { listConversations } from "@/server/domain/conversations/queries";
import { ConversationView } from "@/server/domain/conversations/schema";
import { conversationView } from "@/server/domain/conversations/view";
import { PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

export const listConversationsOperation = operation({
  name: "conversation.list",
  summary: "List conversations, newest first",
  kind: "read",
  permission: "conversations:read",
  input: z.strictObject({
    status: z.enum(["active", "closed", "archived"]).optional(),
    channel: z.string().max(50).optional(),
    externalId: z.string().max(500).optional(),
    ...PageInput,
  }),
  output: pageOf(ConversationView),
  rest: { method: "GET", path: "/conversations" },
  mcp: { tool: "conversation_list" },
  async run({ tx }, { limit, cursor, ...filter }) {
    const { rows, nextCursor } = await listConversations(tx, filter, { limit, cursor });
    return { data: rows.map(conversationView), nextCursor };
  },
});
