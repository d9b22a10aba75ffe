import { sql } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { conversationReads } from "@/db/schema/conversations";
import { findMessage } from "@/server/domain/conversations/queries";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const readConversation = operation({
  name: "conversation.read",
  summary: "Note how far you have read a conversation",
  description: "For members: programs have no marks of reading.",
  kind: "write",
  permission: "conversations:read",
  input: z.strictObject({ conversationId: Id, messageId: Id }),
  output: z.object({ conversationId: z.string(), readUntil: z.string() }),
  rest: { method: "POST", path: "/conversations/{conversationId}/read" },
  async run({ actor, tx }, { conversationId, messageId }) {
    await findMessage(tx, conversationId, messageId);
    if (actor.userId) {
      const { tenantId, userId } = actor;
      await tx
        .insert(conversationReads)
        .values({ tenantId, userId, conversationId, readUntil: messageId })
        .onConflictDoUpdate({
          target: [conversationReads.tenantId, conversationReads.userId, conversationReads.conversationId],
          set: { readUntil: sql`greatest(${conversationReads.readUntil}, excluded.read_until)` },
        });
      noteChange(tx, tenantId, "conversation", conversationId);
    }
    return { conversationId, readUntil: messageId };
  },
});
