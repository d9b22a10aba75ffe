import { asc, eq, gt } from "drizzle-orm";
import { tools } from "@/db/schema/tools";
import type { Tx } from "@/db/tenancy";
import { decodeIdCursor, pageById } from "@/server/domain/paging";
import { notFound } from "@/server/platform/errors";

export type ToolRow = typeof tools.$inferSelect;

/** @throws NotFound */
export async function findTool(tx: Tx, name: string): Promise<ToolRow> {
  const [row] = await tx.select().from(tools).where(eq(tools.name, name));
  if (!row) throw notFound("tool", name);
  return row;
}

export async function listTools(tx: Tx, page: { limit: number; cursor?: string | undefined }) {
  const rows = await tx
    .select()
    .from(tools)
    .where(page.cursor ? gt(tools.id, decodeIdCursor(page.cursor)) : undefined)
    .orderBy(asc(tools.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}
