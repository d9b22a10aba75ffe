import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { conversationReads } from "@/db/schema/conversations";
import { findConversation, lastMessages, SHOWN_MESSAGES } from "@/server/domain/conversations/queries";
import { ConversationView, MessageView } from "@/server/domain/conversations/schema";
import { conversationView, messageViews } from "@/server/domain/conversations/view";
import { Flag, Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const getConversation = operation({
  name: "conversation.get",
  summary: "Get a conversation with its messages",
  description: `Gives the last ${SHOWN_MESSAGES} messages, oldest first; \`before\` (a message's id) gives those before it. \`notes\` shows the team's notes among them. \`handoff.state\` says who answers: while it is \`human\`, the AI must not.`,
  kind: "read",
  permission: "conversations:read",
  input: z.strictObject({ conversationId: Id, before: Id.optional(), notes: Flag.default(false) }),
  output: ConversationView.extend({
    messages: z.array(MessageView),
    /** How far the caller has read: a message's id. */
    readUntil: z.string().nullable(),
  }),
  rest: { method: "GET", path: "/conversations/{conversationId}" },
  mcp: { tool: "conversation_get" },
  async run({ actor, tx }, { conversationId, before, notes }) {
    const conversation = await findConversation(tx, conversationId);
    const messages = await lastMessages(tx, { conversationId, notes, before });
    const { userId } = actor;
    const [read] = userId
      ? await tx
          .select({ readUntil: conversationReads.readUntil })
          .from(conversationReads)
          .where(
            and(eq(conversationReads.userId, userId), eq(conversationReads.conversationId, conversationId)),
          )
      : [];
    return {
      ...conversationView(conversation),
      messages: await messageViews(tx, messages),
      readUntil: read?.readUntil ?? null,
    };
  },
});
