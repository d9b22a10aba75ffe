import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  ConversationStatus,
  DeliveryStatus,
  DeliveryVia,
  Handoff,
  MessageMetadata,
  MessageRole,
  Participant,
} from "@/server/domain/conversations/schema";
import { actor, createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { members } from "./members";
import { tenants } from "./tenants";

// What full-text search reads (messages.search, conversations.who) is made by the database: see the migration
// `conversation_work`. It stands in no table here, so that no query carries it about.

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
    /** What it is about, where the channel has a line for that. */
    subject: text("subject"),
    status: text("status").$type<ConversationStatus>().notNull().default("active"),
    /** Who answers: the AI, or a person who took over. */
    handoff: text("handoff").$type<Handoff>().notNull().default("ai"),
    handoffBy: actor("handoff_by"),
    handoffAt: instant("handoff_at"),
    /** Where the bot hears what people say and do here. */
    callbackUrl: text("callback_url"),
    /** The last thing that was said for the participant to read, or by them. */
    lastMessageId: uuid("last_message_id"),
    lastMessageAt: instant("last_message_at").notNull().defaultNow(),
    /** Since when the participant's words wait for an answer. */
    waitingSince: instant("waiting_since"),
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
    index("conversations_activity").on(t.tenantId, t.lastMessageAt, t.id),
    index("conversations_activity_status").on(t.tenantId, t.status, t.lastMessageAt, t.id),
    index("conversations_waiting")
      .on(t.tenantId, t.waitingSince, t.id)
      .where(sql`waiting_since is not null and handoff = 'human' and status = 'active'`),
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
    /** A note of the team: it never leaves, and programs see it only when they ask for notes. */
    internal: boolean("internal").notNull().default(false),
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
  ],
);

/** How a message gets to the participant, where it is for us to carry it. */
export const messageDeliveries = pgTable(
  "message_deliveries",
  {
    tenantId: tenantId(),
    messageId: uuid("message_id").notNull(),
    via: text("via").$type<DeliveryVia>().notNull(),
    status: text("status").$type<DeliveryStatus>().notNull().default("queued"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    nextAttemptAt: instant("next_attempt_at"),
    sentAt: instant("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.messageId] }),
    foreignKey({
      columns: [t.tenantId, t.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }).onDelete("cascade"),
  ],
);

/** How far each member has read. */
export const conversationReads = pgTable(
  "conversation_reads",
  {
    tenantId: tenantId(),
    userId: uuid("user_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    /** The last message they saw. */
    readUntil: uuid("read_until").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId, t.conversationId] }),
    foreignKey({
      columns: [t.tenantId, t.userId],
      foreignColumns: [members.tenantId, members.userId],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.tenantId, t.conversationId],
      foreignColumns: [conversations.tenantId, conversations.id],
    }).onDelete("cascade"),
  ],
);

/** Words that are used in a tenant's conversations, kept by triggers: what a mistyped word of a search may be. */
export const searchWords = pgTable(
  "search_words",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    word: text("word").notNull(),
  },
  (t) => [index("search_words_word").on(t.tenantId, t.word)],
);
