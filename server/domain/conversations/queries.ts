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

/** The last messages, oldest first; `before` is a message's id, for the page that ends there. */
export async function lastMessages(tx: Tx, conversationId: string, before?: string): Promise<MessageRow[]> {
  const rows = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), before ? lt(messages.id, before) : undefined))
    .orderBy(desc(messages.id))
    .limit(SHOWN_MESSAGES);
  return rows.reverse();
}

export async function listConversations(
  tx: Tx,
  filter: {
    status?: ConversationRow["status"] | undefined;
    channel?: string | undefined;
    externalId?: string | undefined;
  },
  page: { limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select()
    .from(conversations)
    .where(
      and(
        filter.status ? eq(conversations.status, filter.status) : undefined,
        filter.channel ? eq(conversations.channel, filter.channel) : undefined,
        filter.externalId ? eq(conversations.externalId, filter.externalId) : undefined,
        page.cursor ? lt(conversations.id, decodeIdCursor(page.cursor)) : undefined,
      ),
    )
    .orderBy(desc(conversations.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}

export async function listMessages(
  tx: Tx,
  conversationId: string,
  page: { limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        page.cursor ? gt(messages.id, decodeIdCursor(page.cursor)) : undefined,
      ),
    )
    .orderBy(asc(messages.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}
