import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { conversationReads, conversations, messages } from "@/db/schema/conversations";
import type { Tx } from "@/db/tenancy";
import { decodeCursor, pageFrom, unusableCursor } from "@/server/domain/paging";
import type { Actor } from "@/server/platform/actor";
import { isId } from "@/server/platform/ids";
import type { ConversationRow, MessageRow } from "./queries";
import type { ConversationSort, ConversationSummary, Handoff, Highlighted } from "./schema";
import { excerpts, type Search, searchFor } from "./search";
import { conversationView } from "./view";

export interface ConversationFilter {
  search?: string | undefined;
  /** Notes are found too. */
  notes: boolean;
  status?: ConversationRow["status"][] | undefined;
  channel?: string[] | undefined;
  externalId?: string | undefined;
  participantId?: string | undefined;
  handoff?: Handoff | undefined;
  /** The id of the person who has taken it over. */
  with?: string | undefined;
  needsReply?: boolean | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

interface Page {
  sort?: ConversationSort | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** How much of its last message a list shows. */
const PREVIEW = 200;

interface Listed {
  conversation: ConversationRow;
  last: Pick<MessageRow, "id" | "role" | "author" | "content" | "createdAt"> | null;
  readUntil: string | null;
  place: string;
  messageId: string | null;
}

/** One page of the conversations that a filter leaves, as the caller sees them. */
export async function listConversations(tx: Tx, actor: Actor, filter: ConversationFilter, page: Page) {
  const within = { tx, tenantId: actor.tenantId, notes: filter.notes };
  const made = filter.search ? await searchFor(within, filter.search) : undefined;
  const search = made?.search;
  const sort = sortOf(page.sort, search);
  const order = search && sort === "relevance" ? byRelevance(page.cursor) : ORDERS[sort](page.cursor);
  const found = made
    ? sql`json_to_recordset(${JSON.stringify(made.found)}::text::json) as found (conversation_id uuid, message_id uuid, rank float8)`
    : sql`(select null::uuid as conversation_id, null::uuid as message_id, null::float8 as rank) as found`;
  const rows: Listed[] = await tx
    .select({
      conversation: conversations,
      last: {
        id: messages.id,
        role: messages.role,
        author: messages.author,
        content: sql<string>`left(${messages.content}, ${PREVIEW})`,
        createdAt: messages.createdAt,
      },
      readUntil: conversationReads.readUntil,
      place: sql<string>`${order.place}::text`,
      messageId: sql<string | null>`found.message_id`,
    })
    .from(conversations)
    .innerJoin(found, search ? sql`found.conversation_id = ${conversations.id}` : sql`true`)
    .leftJoin(
      messages,
      and(eq(messages.tenantId, conversations.tenantId), eq(messages.id, conversations.lastMessageId)),
    )
    .leftJoin(
      conversationReads,
      and(
        eq(conversationReads.tenantId, conversations.tenantId),
        eq(conversationReads.conversationId, conversations.id),
        actor.userId ? eq(conversationReads.userId, actor.userId) : sql`false`,
      ),
    )
    .where(and(conditions(filter), order.after))
    .orderBy(...order.by)
    .limit(page.limit + 1);
  const { rows: shown, nextCursor } = pageFrom(rows, page.limit, (row) => [row.place, row.conversation.id]);
  const texts = search
    ? await excerpts(
        tx,
        shown.flatMap(({ messageId }) => (messageId ? [messageId] : [])),
        search,
      )
    : new Map<string, Highlighted>();
  const data = shown.map((row) => summary(row, actor, texts));
  return { data, nextCursor, correctedTo: search?.correctedTo ?? null };
}

function sortOf(wanted: ConversationSort | undefined, search: Search | undefined): ConversationSort {
  if (!search) return wanted === "relevance" ? "activity" : (wanted ?? "created");
  return wanted ?? "relevance";
}

function summary(row: Listed, actor: Actor, texts: Map<string, Highlighted>): ConversationSummary {
  const { last, messageId, readUntil } = row;
  const text = messageId ? texts.get(messageId) : undefined;
  return {
    ...conversationView(row.conversation),
    lastMessage: last && { ...last, createdAt: last.createdAt.toISOString() },
    unread: isUnread(last, readUntil, actor),
    found: messageId && text ? { messageId, text } : null,
  };
}

/** Ids are in the order of time, so a later message has a greater one. */
function isUnread(last: Listed["last"], readUntil: string | null, actor: Actor): boolean {
  return actor.userId !== undefined && last?.role === "user" && (readUntil === null || readUntil < last.id);
}

const NEEDS_REPLY = sql`${conversations.waitingSince} is not null and ${conversations.handoff} = 'human' and ${conversations.status} = 'active'`;

function conditions(filter: ConversationFilter): SQL | undefined {
  const {
    status,
    channel,
    externalId,
    participantId,
    handoff,
    with: holder,
    needsReply,
    from,
    until,
  } = filter;
  return and(
    status?.length ? inArray(conversations.status, status) : undefined,
    channel?.length ? inArray(conversations.channel, channel) : undefined,
    externalId ? eq(conversations.externalId, externalId) : undefined,
    participantId ? sql`(${conversations.participant}->>'id') = ${participantId}` : undefined,
    handoff ? eq(conversations.handoff, handoff) : undefined,
    holder ? sql`${conversations.handoffBy}->>'id' = ${holder}` : undefined,
    needsReply ? NEEDS_REPLY : undefined,
    from ? sql`${conversations.lastMessageAt} >= ${from}::timestamptz` : undefined,
    until ? sql`${conversations.lastMessageAt} < ${until}::timestamptz` : undefined,
  );
}

interface Order {
  /** What a row's place is told by, beside its id. */
  place: SQL;
  by: SQL[];
  after: SQL | undefined;
}

const ORDERS: Record<ConversationSort, (cursor: string | undefined) => Order> = {
  created: (cursor) => descending(sql`${conversations.createdAt}`, cursor, sql`${conversations.id}`),
  activity: (cursor) => descending(sql`${conversations.lastMessageAt}`, cursor),
  relevance: (cursor) => descending(sql`${conversations.lastMessageAt}`, cursor),
  waiting: (cursor) => {
    const place = sql`${conversations.waitingSince}`;
    const read = cursor ? readCursor(cursor) : undefined;
    return {
      place,
      by: [asc(place), asc(conversations.id)],
      after: and(
        isNotNull(conversations.waitingSince),
        read && sql`(${place}, ${conversations.id}) > (${read.place}::timestamptz, ${read.id}::uuid)`,
      ),
    };
  },
};

/** The latest first; `by` when the order of ids is the order of time. */
function descending(place: SQL, cursor: string | undefined, byId?: SQL): Order {
  const read = cursor ? readCursor(cursor) : undefined;
  if (byId) {
    return { place, by: [desc(byId)], after: read && sql`${byId} < ${read.id}::uuid` };
  }
  return {
    place,
    by: [desc(place), desc(conversations.id)],
    after: read && sql`(${place}, ${conversations.id}) < (${read.place}::timestamptz, ${read.id}::uuid)`,
  };
}

function byRelevance(cursor: string | undefined): Order {
  const [place = "", id = ""] = cursor ? decodeCursor(cursor, 2) : [];
  if (cursor && (!isId(id) || !Number.isFinite(Number(place)))) throw unusableCursor();
  const rank = sql`round(found.rank::numeric, 3)`;
  return {
    place: rank,
    by: [desc(rank), desc(conversations.id)],
    after: cursor ? sql`(${rank}, ${conversations.id}) < (${place}::numeric, ${id}::uuid)` : undefined,
  };
}

function readCursor(cursor: string): { place: string; id: string } {
  const [place = "", id = ""] = decodeCursor(cursor, 2);
  if (!isId(id) || Number.isNaN(Date.parse(place))) throw unusableCursor();
  return { place, id };
}

/** Conversations that wait for a person's answer: all, and those that the caller has taken over. */
export async function countWaiting(tx: Tx, actor: Actor): Promise<{ needsReply: number; mine: number }> {
  const [row] = await tx
    .select({
      needsReply: sql<number>`count(*)::int`,
      mine: sql<number>`(count(*) filter (where handoff_by->>'id' = ${actor.id}))::int`,
    })
    .from(conversations)
    .where(NEEDS_REPLY);
  return row ?? { needsReply: 0, mine: 0 };
}
