import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { findConversation } from "@/server/domain/conversations/queries";
import type { TaskRow } from "@/server/domain/tasks/queries";
import { brief } from "./links";
import type { CustomerView } from "./schema";

/** So much of a customer's past is shown beside a task. */
const SHOWN = 10;
/** Conversations of one customer that are looked through for tasks. */
const LOOKED_THROUGH = 200;

/** Who a task is about, with their earlier conversations and tasks on the same channel; null without a conversation. */
export async function customerOf(tx: Tx, task: TaskRow): Promise<CustomerView | null> {
  if (!task.conversationId) return null;
  const { participant, channel } = await findConversation(tx, task.conversationId);
  const found = await conversationsWith(tx, { participant, channel });
  const ids = found.map(({ id }) => id);
  const earlier = await tx
    .select()
    .from(tasks)
    .where(and(inArray(tasks.conversationId, ids), ne(tasks.id, task.id)))
    .orderBy(desc(tasks.id))
    .limit(SHOWN);
  return {
    participant,
    channel,
    conversations: found
      .filter(({ id }) => id !== task.conversationId)
      .slice(0, SHOWN)
      .map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    tasks: earlier.map(brief),
  };
}

/** Every conversation with a customer on a channel, newest first, as far back as it is looked through. */
export function conversationsWith(
  tx: Tx,
  { participant, channel }: Pick<CustomerView, "participant" | "channel">,
) {
  return (
    tx
      .select({
        id: conversations.id,
        channel: conversations.channel,
        status: conversations.status,
        createdAt: conversations.createdAt,
      })
      .from(conversations)
      // Written as its index is.
      .where(and(eq(conversations.channel, channel), sql`(participant->>'id') = ${participant.id}`))
      .orderBy(desc(conversations.id))
      .limit(LOOKED_THROUGH)
  );
}
