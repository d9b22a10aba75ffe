/** The shapes of a conversation that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { AttachmentIds, AttachmentView } from "@/server/domain/attachments/schema";
import { ActorRefView } from "@/server/domain/schema";

export const MESSAGE_ROLES = ["user", "assistant", "system", "human"] as const;
export const MessageRole = z.enum(MESSAGE_ROLES);
export type MessageRole = z.infer<typeof MessageRole>;

/** The person at the other end, as their channel knows them. */
export const Participant = z.object({
  id: z.string().min(1).max(200),
  name: z.string().max(200).optional(),
  phone: z.string().max(50).optional(),
  email: z.string().max(320).optional(),
  metadata: z.record(z.string(), z.json()).optional(),
});
export type Participant = z.infer<typeof Participant>;

/** What is known about a message beside its words. `confidence` is the AI's own, from 0 to 1. */
export const MessageMetadata = z.looseObject({
  confidence: z.number().min(0).max(1).optional(),
  model: z.string().max(200).optional(),
  /** The person whose words a workflow passed on. */
  answeredBy: ActorRefView.loose().optional(),
});
export type MessageMetadata = z.infer<typeof MessageMetadata>;

export const ConversationChannel = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,49}$/, "must be a short lower-case name such as whatsapp, email or web");

export const CONVERSATION_STATUSES = ["active", "closed", "archived"] as const;
export const ConversationStatus = z.enum(CONVERSATION_STATUSES);
export type ConversationStatus = z.infer<typeof ConversationStatus>;

/** Who answers. */
export const Handoff = z.enum(["ai", "human"]);
export type Handoff = z.infer<typeof Handoff>;

/** By which way a message is carried to its participant. */
export type DeliveryVia = "email" | "callback";
export type DeliveryStatus = "queued" | "sent" | "failed";

const MessageDelivery = z.object({
  via: z.enum(["email", "callback"]),
  status: z.enum(["queued", "sent", "failed"]),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  nextAttemptAt: z.string().nullable(),
  sentAt: z.string().nullable(),
});

/** What is said, and what goes with it: one of the two must be there. */
export const Said = {
  content: z.string().max(50_000),
  attachmentIds: AttachmentIds.default([]),
};
export const saysSomething = ({ content, attachmentIds }: { content: string; attachmentIds: string[] }) =>
  content.trim() !== "" || attachmentIds.length > 0;
export const SAYS_NOTHING = { path: ["content"], message: "must not be empty" };

export const MessageView = z.object({
  id: z.string(),
  conversationId: z.string(),
  role: MessageRole,
  content: z.string(),
  metadata: MessageMetadata,
  author: ActorRefView,
  /** A note of the team, which the participant never sees. */
  internal: z.boolean(),
  attachments: z.array(AttachmentView),
  /** How it gets to the participant; null when it is not for Orkestra to carry it. */
  delivery: MessageDelivery.nullable(),
  createdAt: z.string(),
});
export type MessageView = z.infer<typeof MessageView>;

export const ConversationView = z.object({
  id: z.string(),
  channel: z.string(),
  externalId: z.string().nullable(),
  participant: Participant,
  subject: z.string().nullable(),
  status: ConversationStatus,
  /** Who answers, and since when a person does. The AI must not speak while `state` is `human`. */
  handoff: z.object({ state: Handoff, by: ActorRefView.nullable(), since: z.string().nullable() }),
  callbackUrl: z.string().nullable(),
  /** Since when the participant's words wait for an answer. */
  waitingSince: z.string().nullable(),
  /** A person has it, and the participant waits for them. */
  needsReply: z.boolean(),
  lastMessageAt: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  closedAt: z.string().nullable(),
});
export type ConversationView = z.infer<typeof ConversationView>;

/** Text of which parts were searched for. */
export const Highlighted = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export type Highlighted = z.infer<typeof Highlighted>;

/** A conversation as lists show it. */
export const ConversationSummary = ConversationView.extend({
  lastMessage: z
    .object({
      id: z.string(),
      role: MessageRole,
      author: ActorRefView,
      /** Its beginning. */
      content: z.string(),
      createdAt: z.string(),
    })
    .nullable(),
  /** The participant has said something that the caller has not seen. */
  unread: z.boolean(),
  /** Where a search found it; null when by the participant alone, or when nothing was searched for. */
  found: z.object({ messageId: z.string(), text: Highlighted }).nullable(),
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;

export const CONVERSATION_SORTS = ["activity", "created", "waiting", "relevance"] as const;
export const ConversationSort = z.enum(CONVERSATION_SORTS);
export type ConversationSort = z.infer<typeof ConversationSort>;

export const CallbackUrl = z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).max(2000);
