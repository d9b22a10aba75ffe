import { eq } from "drizzle-orm";
import type { MadeTenant } from "@/db/factories";
import { messageDeliveries } from "@/db/schema/conversations";
import { withTenant } from "@/db/tenancy";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { badId, MARK, none, PICTURE, type Samples, tag } from "./sample";

async function aConversation({ owner }: MadeTenant) {
  const participant = { id: tag(), name: `${MARK} customer` };
  const { id } = await perform(operations.conversation.create, owner, { participant });
  await perform(operations.conversation.append, owner, { conversationId: id, role: "user", content: MARK });
  return { conversationId: id };
}

const conversationAfter = (act: "takeOver" | "close" | "archive") => async (tenant: MadeTenant) => {
  const conversation = await aConversation(tenant);
  await perform(operations.conversation[act], tenant.owner, conversation);
  return conversation;
};

async function aMessage(tenant: MadeTenant) {
  const conversation = await aConversation(tenant);
  const { messages } = await perform(operations.conversation.get, tenant.owner, conversation);
  return { ...conversation, messageId: messages[0]?.id };
}

/** A reply that no attempt could deliver. */
async function aFailedMessage({ owner, tenantId }: MadeTenant) {
  const participant = { id: tag() };
  const callbackUrl = "http://127.0.0.1:9/nobody";
  const { id } = await perform(operations.conversation.create, owner, { participant, callbackUrl });
  const said = { conversationId: id, content: MARK };
  const { id: messageId } = await perform(operations.conversation.reply, owner, said);
  await withTenant(tenantId, (tx) =>
    tx.update(messageDeliveries).set({ status: "failed" }).where(eq(messageDeliveries.messageId, messageId)),
  );
  return { conversationId: id, messageId };
}

async function anUpload({ owner }: MadeTenant) {
  const file = { name: `${MARK}.png`, content: PICTURE };
  return { attachmentId: (await perform(operations.attachment.upload, owner, file)).id };
}

export const conversations: Samples<"conversation" | "attachment"> = {
  "conversation.create": {
    input: () => ({ participant: { id: tag() }, externalId: tag() }),
    bad: { participant: "somebody" },
    stranger: "nothing",
  },
  "conversation.list": { ...none, bad: { status: "odd" } },
  "conversation.get": { input: aConversation, bad: badId("conversationId"), stranger: "notFound" },
  "conversation.append": {
    input: async (tenant) => ({ ...(await aConversation(tenant)), role: "user", content: "Hello" }),
    bad: { role: "bystander" },
    stranger: "notFound",
  },
  "conversation.counts": none,
  "conversation.reply": {
    input: async (tenant) => ({ ...(await aConversation(tenant)), content: "Hello" }),
    bad: { content: "" },
    stranger: "notFound",
  },
  "conversation.note": {
    input: async (tenant) => ({ ...(await aConversation(tenant)), content: "Look" }),
    bad: { content: "" },
    stranger: "notFound",
  },
  "conversation.retry": { input: aFailedMessage, bad: badId("messageId"), stranger: "notFound" },
  "conversation.read": { input: aMessage, bad: badId("messageId"), stranger: "notFound" },
  "conversation.update": {
    input: async (tenant) => ({ ...(await aConversation(tenant)), subject: "A parcel" }),
    bad: { participant: { name: "" } },
    stranger: "notFound",
  },
  "conversation.takeOver": { input: aConversation, bad: badId("conversationId"), stranger: "notFound" },
  "conversation.handBack": {
    input: conversationAfter("takeOver"),
    bad: badId("conversationId"),
    stranger: "notFound",
  },
  "conversation.close": { input: aConversation, bad: badId("conversationId"), stranger: "notFound" },
  "conversation.reopen": {
    input: conversationAfter("close"),
    bad: badId("conversationId"),
    stranger: "notFound",
  },
  "conversation.archive": { input: aConversation, bad: badId("conversationId"), stranger: "notFound" },
  "conversation.unarchive": {
    input: conversationAfter("archive"),
    bad: badId("conversationId"),
    stranger: "notFound",
  },
  "conversation.messages": { input: aConversation, bad: { limit: 0 }, stranger: "notFound" },
  "attachment.upload": {
    input: () => ({ name: "photo.png", content: PICTURE }),
    bad: { name: "../photo.png" },
    stranger: "nothing",
  },
  "attachment.content": { input: anUpload, bad: badId("attachmentId"), stranger: "notFound" },
  "attachment.drop": { input: anUpload, bad: badId("attachmentId"), stranger: "notFound" },
};
