/** The shapes of a conversation that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { AttachmentView } from "@/server/domain/attachments/schema";
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

export const MessageView = z.object({
  id: z.string(),
  conversationId: z.string(),
  role: MessageRole,
  content: z.string(),
  metadata: MessageMetadata,
  author: ActorRefView,
  attachments: z.array(AttachmentView),
  createdAt: z.string(),
});
export type MessageView = z.infer<typeof MessageView>;

export const ConversationView = z.object({
  id: z.string(),
  channel: z.string(),
  externalId: z.string().nullable(),
  participant: Participant,
  status: z.enum(["active", "closed", "archived"]),
  createdAt: z.string(),
  updatedAt: z.string(),
  closedAt: z.string().nullable(),
});
export type ConversationView = z.infer<typeof ConversationView>;
