import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { conversations } from "@/db/schema/conversations";
import {
  CallbackUrl,
  ConversationChannel,
  ConversationView,
  Participant,
} from "@/server/domain/conversations/schema";
import { conversationView } from "@/server/domain/conversations/view";
import { emitEvent } from "@/server/domain/events/emit";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";

export const createConversation = operation({
  name: "conversation.create",
  summary: "Start a conversation, or find it by its external id",
  description:
    "The same channel and `externalId` again give the same conversation (200), not a second one (201).",
  kind: "write",
  permission: "conversations:write",
  input: z.strictObject({
    channel: ConversationChannel.default("api"),
    externalId: z.string().min(1).max(500).optional(),
    participant: Participant,
    subject: z.string().trim().min(1).max(500).optional(),
    callbackUrl: CallbackUrl.optional().describe(
      "Gets a signed POST for what people say here, and when they take over, hand back, close or reopen",
    ),
  }),
  output: ConversationView.extend({ created: z.boolean() }),
  rest: { method: "POST", path: "/conversations", status: (output) => (output.created ? 201 : 200) },
  mcp: { tool: "conversation_create", idempotent: true },
  async run({ actor, tx, now }, { channel, externalId, participant, subject, callbackUrl }) {
    const id = newId();
    const [row] = await tx
      .insert(conversations)
      .values({
        id,
        tenantId: actor.tenantId,
        channel,
        externalId,
        participant,
        subject,
        callbackUrl,
        lastMessageAt: now,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning();
    if (row) {
      const made = { conversationId: id, channel, externalId: externalId ?? null, participant };
      emitEvent(tx, actor.tenantId, "conversation.created", made, { correlation: id });
      noteChange(tx, actor.tenantId, "conversation", id);
      return { ...conversationView(row), created: true };
    }
    const [known] = await tx
      .select()
      .from(conversations)
      .where(and(eq(conversations.channel, channel), eq(conversations.externalId, externalId ?? "")));
    if (!known) throw new Error("a conversation was neither made nor found");
    return { ...conversationView(known), created: false };
  },
});
