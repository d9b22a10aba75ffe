import { desc, eq, lt, sql } from "drizzle-orm";
import { memories } from "@/db/schema/tools";
import type { Tx } from "@/db/tenancy";
import { decodeIdCursor, pageById } from "@/server/domain/paging";
import { newId } from "@/server/platform/ids";
import type { MemoryView } from "./schema";

type MemoryRow = typeof memories.$inferSelect;

export function memoryView(row: MemoryRow): MemoryView {
  return {
    id: row.id,
    key: row.key,
    text: row.text,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Remembers a text under a key, in place of what was there. */
export async function putMemory(
  { tx, now, tenantId }: { tx: Tx; now: Date; tenantId: string },
  key: string,
  text: string,
): Promise<MemoryRow> {
  const [row] = await tx
    .insert(memories)
    .values({ id: newId(), tenantId, key, text, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({ target: [memories.tenantId, memories.key], set: { text, updatedAt: now } })
    .returning();
  if (!row) throw new Error("a memory was neither made nor changed");
  return row;
}

/** @returns whether there was such a memory */
export async function deleteMemory(tx: Tx, key: string): Promise<boolean> {
  const gone = await tx.delete(memories).where(eq(memories.key, key)).returning({ id: memories.id });
  return gone.length > 0;
}

export async function listMemories(tx: Tx, page: { limit: number; cursor?: string | undefined }) {
  const rows = await tx
    .select()
    .from(memories)
    .where(page.cursor ? lt(memories.id, decodeIdCursor(page.cursor)) : undefined)
    .orderBy(desc(memories.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}

/** The memories that fit a query best, by their words; any of them counts, more of them count more. */
export async function searchMemories(tx: Tx, query: string, limit: number) {
  const document = sql`to_tsvector('english', ${memories.text})`;
  const words = sql`replace(plainto_tsquery('english', ${query})::text, '&', '|')::tsquery`;
  return tx
    .select({ key: memories.key, text: memories.text, score: sql<number>`ts_rank(${document}, ${words})` })
    .from(memories)
    .where(sql`${document} @@ ${words}`)
    .orderBy(desc(sql`ts_rank(${document}, ${words})`), desc(memories.id))
    .limit(limit);
}
