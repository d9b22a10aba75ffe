import { sql } from "drizzle-orm";
import { foreignKey, index, json, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { MessageMetadata, MessageRole, Participant } from "@/server/domain/conversations/schema";
import { actor, createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { tenants } from "./tenants";

/** What was said between a participant, the AI and people. */
export const conversations = pgTable(
  "conversations",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    channel: text("channel").notNull(),
    /** The channel's own id: the same one again is the same conversation. */
    externalId: text("external_id"),
    participant: json("participant").$type<Participant>().notNull(),
    status: text("status").$type<"active" | "closed" | "archived">().notNull().default("active"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("conversations_external")
      .on(t.tenantId, t.channel, t.externalId)
      .where(sql`external_id is not null`),
    index("conversations_status").on(t.tenantId, t.status, t.id),
    index("conversations_participant").on(t.tenantId, t.channel, sql`(participant->>'id')`, t.id),
  ],
);

export const messages = pgTable(
  "messages",
  {
    id: id(),
    tenantId: tenantId(),
    conversationId: uuid("conversation_id").notNull(),
    role: text("role").$type<MessageRole>().notNull(),
    content: text("content").notNull(),
    metadata: json("metadata").$type<MessageMetadata>().notNull().default({}),
    author: actor("author").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.conversationId],
      foreignColumns: [conversations.tenantId, conversations.id],
    }).onDelete("cascade"),
    index("messages_conversation").on(t.tenantId, t.conversationId, t.id),
    index("messages_words").using("gin", t.tenantId, sql`message_words(content)`),
  ],
);
