import { and, asc, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { attachments } from "@/db/schema/files";
import type { Tx } from "@/db/tenancy";
import { notFound } from "@/server/platform/errors";

export type AttachmentRow = typeof attachments.$inferSelect;

/** @throws NotFound */
export async function findAttachment(tx: Tx, attachmentId: string): Promise<AttachmentRow> {
  const [row] = await tx.select().from(attachments).where(eq(attachments.id, attachmentId));
  if (!row) throw notFound("attachment", attachmentId);
  return row;
}

/** What each message carries, in the order of upload. */
export async function attachmentsOf(tx: Tx, messageIds: string[]): Promise<Map<string, AttachmentRow[]>> {
  const found = new Map<string, AttachmentRow[]>();
  if (messageIds.length === 0) return found;
  const rows = await tx
    .select()
    .from(attachments)
    .where(inArray(attachments.messageId, messageIds))
    .orderBy(asc(attachments.id));
  for (const row of rows) {
    if (row.messageId) found.set(row.messageId, [...(found.get(row.messageId) ?? []), row]);
  }
  return found;
}

/** How many somebody has uploaded that no message carries yet. */
export async function countWaiting(tx: Tx, uploaderId: string): Promise<number> {
  const [row] = await tx
    .select({ waiting: count() })
    .from(attachments)
    .where(and(isNull(attachments.messageId), sql`${attachments.uploadedBy}->>'id' = ${uploaderId}`));
  return row?.waiting ?? 0;
}
