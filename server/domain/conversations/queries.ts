import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import { conversations, messages } from "@/db/schema/conversations";
import type { Tx } from "@/db/tenancy";
import { decodeIdCursor, pageById } from "@/server/domain/paging";
import { notFound } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";

export type ConversationRow = typeof conversations.$inferSelect;
export type MessageRow = typeof messages.$inferSelect;

/** Messages that a conversation is shown with at most, from its end; older ones are paged. */
export const SHOWN_MESSAGES = 200;

/** @throws NotFound */
export async function findConversation(tx: Tx, conversationId: string): Promise<ConversationRow> {
  if (!isId(conversationId)) throw notFound("conversation", conversationId);
  const [row] = await tx.select().from(conversations).where(eq(conversations.id, conversationId));
  if (!row) throw notFound("conversation", conversationId);
  return row;
}

/**
 * The same for whoever is about to change it: what one says and who takes over come one after the other.
 * @throws NotFound
 */
export async function lockConversation(tx: Tx, conversationId: string): Promise<ConversationRow> {
  if (!isId(conversationId)) throw notFound("conversation", conversationId);
  const [row] = await tx
    .select()
    .from(conversations)
    .where(eq(conversations.id, conversationId))
    .for("no key update");
  if (!row) throw notFound("conversation", conversationId);
  return row;
}

/** @throws NotFound */
export async function findMessage(tx: Tx, conversationId: string, messageId: string): Promise<MessageRow> {
  const [row] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.id, messageId)));
  if (!row) throw notFound("message", messageId);
  return row;
}

/** Which of a conversation's messages: the team's notes are among them only when asked for. */
interface Which {
  conversationId: string;
  notes: boolean;
}

const which = ({ conversationId, notes }: Which) =>
  and(eq(messages.conversationId, conversationId), notes ? undefined : eq(messages.internal, false));

/** The last messages, oldest first; `before` is a message's id, for the page that ends there. */
export async function lastMessages(
  tx: Tx,
  wanted: Which & { before?: string | undefined },
): Promise<MessageRow[]> {
  const rows = await tx
    .select()
    .from(messages)
    .where(and(which(wanted), wanted.before ? lt(messages.id, wanted.before) : undefined))
    .orderBy(desc(messages.id))
    .limit(SHOWN_MESSAGES);
  return rows.reverse();
}

export async function listMessages(
  tx: Tx,
  wanted: Which,
  page: { limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select()
    .from(messages)
    .where(and(which(wanted), page.cursor ? gt(messages.id, decodeIdCursor(page.cursor)) : undefined))
    .orderBy(asc(messages.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}
