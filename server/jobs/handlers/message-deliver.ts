import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { conversations, messageDeliveries, messages } from "@/db/schema/conversations";
import { tenants } from "@/db/schema/tenants";
import { type Tx, withTenant } from "@/db/tenancy";
import type { OutgoingMessage } from "@/server/connectors/carrier";
import { carriers } from "@/server/connectors/carriers";
import type { Outcome } from "@/server/connectors/outcome";
import { attachmentsOf } from "@/server/domain/attachments/queries";
import { attachmentView } from "@/server/domain/attachments/view";
import { addressOf } from "@/server/domain/conversations/rules";
import { fileStorage } from "@/server/domain/files/storage";
import { pageUrl } from "@/server/platform/page-url";
import type { Handler } from "../handler";
import { send } from "../send";

/** Seconds before each attempt after the first. A customer who waits is worth trying often, and not for days. */
const WAITS = [5, 30, 120, 600, 1_800, 3_600];

/** One attempt to carry a message to its participant: what came of it is kept, and shown beside the message. */
export const messageDeliver: Handler<"message.deliver"> = async ({ tenantId, messageId }, signal) => {
  const found = await withTenant(tenantId, (tx) => toCarry(tx, messageId));
  if (!found) return;
  const outcome = await carriers[found.via].carry(found.message, signal);
  await withTenant(tenantId, async (tx, now) => {
    const [row] = await tx
      .select()
      .from(messageDeliveries)
      .where(eq(messageDeliveries.messageId, messageId))
      .for("update");
    // Another worker made the same attempt while this one was thought dead: its word stands.
    if (row?.status !== "queued" || row.attempts !== found.attempts) return;
    const waitSeconds = waitOf(outcome, row.attempts);
    await tx
      .update(messageDeliveries)
      .set({ attempts: row.attempts + 1, ...resultOf(outcome, waitSeconds, now) })
      .where(eq(messageDeliveries.messageId, messageId));
    noteChange(tx, tenantId, "conversation", found.message.conversation.id);
    if (waitSeconds !== null) {
      send(tx, "message.deliver", { tenantId, messageId }, { afterSeconds: waitSeconds });
    }
  });
};

async function toCarry(tx: Tx, messageId: string) {
  const [row] = await tx
    .select({ delivery: messageDeliveries, message: messages, conversation: conversations })
    .from(messageDeliveries)
    .innerJoin(messages, eq(messages.id, messageDeliveries.messageId))
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(eq(messageDeliveries.messageId, messageId));
  const [tenant] = await tx.select({ name: tenants.name, secret: tenants.webhookSecret }).from(tenants);
  if (!row || !tenant || row.delivery.status !== "queued") return undefined;
  const { conversation } = row;
  const { id, role, content, author, createdAt } = row.message;
  const message: OutgoingMessage = {
    id,
    role,
    content,
    author,
    createdAt: createdAt.toISOString(),
    conversation,
    files: await filesOf(tx, row.message.tenantId, id),
    workspace: tenant.name,
    address: addressOf(conversation.participant),
    callback: conversation.callbackUrl ? { url: conversation.callbackUrl, secret: tenant.secret } : null,
  };
  return { via: row.delivery.via, attempts: row.delivery.attempts, message };
}

async function filesOf(tx: Tx, tenantId: string, messageId: string): Promise<OutgoingMessage["files"]> {
  const rows = (await attachmentsOf(tx, [messageId])).get(messageId) ?? [];
  const files: OutgoingMessage["files"] = [];
  for (const row of rows) {
    const content = await fileStorage.get(tx, tenantId, row.fileKey);
    const { name, mediaType, url } = attachmentView(row);
    if (content) files.push({ name, mediaType, url: pageUrl(url), content });
  }
  return files;
}

function waitOf(outcome: Outcome, attempts: number): number | null {
  if (outcome.outcome !== "retry") return null;
  const scheduled = WAITS[attempts];
  return scheduled === undefined ? null : Math.max(scheduled, outcome.retryAfterSeconds ?? 0);
}

function resultOf(outcome: Outcome, waitSeconds: number | null, now: Date) {
  if (outcome.outcome === "sent") {
    return { status: "sent" as const, lastError: null, nextAttemptAt: null, sentAt: now };
  }
  return {
    status: waitSeconds === null ? ("failed" as const) : ("queued" as const),
    lastError: outcome.reason,
    nextAttemptAt: waitSeconds === null ? null : new Date(now.getTime() + waitSeconds * 1000),
  };
}
