import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { attachments } from "@/db/schema/files";
import type { Tx } from "@/db/tenancy";
import { sniff } from "@/server/domain/files/sniff";
import { fileStorage, MAX_FILE_BYTES } from "@/server/domain/files/storage";
import { type Actor, actorRef } from "@/server/platform/actor";
import { conflict, invalid } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { type AttachmentRow, countWaiting } from "./queries";

/** Uploads of one person or key that no message carries yet. */
const MAX_WAITING = 50;

/** What an upload waits for its message at most. */
const WAITS = sql`interval '1 day'`;

interface Circumstances {
  tx: Tx;
  now: Date;
  actor: Actor;
}

/**
 * Keeps a file for a message that is yet to be sent.
 * @throws Invalid when it is empty, too long, or of no kind that may be attached; Conflict when too many wait already.
 */
export async function keepAttachment(
  { tx, now, actor }: Circumstances,
  name: string,
  content: Buffer,
): Promise<AttachmentRow> {
  if (content.length === 0) throw refused("is empty");
  if (content.length > MAX_FILE_BYTES) throw refused(`is longer than ${MAX_FILE_BYTES} bytes`);
  const mediaType = sniff(content, name);
  if (!mediaType) {
    throw refused(
      "is of no kind that can be attached: pictures, PDF, office documents, text, audio and MP4 can",
    );
  }
  if ((await countWaiting(tx, actor.id)) >= MAX_WAITING) {
    throw conflict(
      "too_many_uploads",
      `${MAX_WAITING} uploads wait for their message already. Send one, or wait a day.`,
    );
  }
  const id = newId();
  const row: AttachmentRow = {
    id,
    tenantId: actor.tenantId,
    messageId: null,
    name,
    mediaType,
    size: content.length,
    fileKey: `attachments/${id}`,
    uploadedBy: actorRef(actor),
    createdAt: now,
  };
  await fileStorage.put(tx, actor.tenantId, row.fileKey, content);
  await tx.insert(attachments).values(row);
  return row;
}

function refused(message: string) {
  return invalid(
    `The file can't be attached: it ${message}.`,
    [{ path: "content", message }],
    "file_refused",
  );
}

/**
 * Gives a message what was uploaded for it. Nobody sends what another has uploaded, and nothing goes with two.
 * @throws Invalid naming those that can't go with it.
 */
export async function attachTo(
  { tx, actor }: Pick<Circumstances, "tx" | "actor">,
  messageId: string,
  ids: string[],
): Promise<AttachmentRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .update(attachments)
    .set({ messageId })
    .where(
      and(
        inArray(attachments.id, ids),
        isNull(attachments.messageId),
        sql`${attachments.uploadedBy}->>'id' = ${actor.id}`,
      ),
    )
    .returning();
  const taken = new Set(rows.map(({ id }) => id));
  const wrong = ids.flatMap((id, index) =>
    taken.has(id) ? [] : [{ path: `attachmentIds.${index}`, message: "is no upload of yours that waits" }],
  );
  if (wrong.length > 0) throw invalid("Some attachments can't go with this message.", wrong);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Removes an upload that no message carries. @returns false when there is none such */
export async function dropAttachment(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx
    .delete(attachments)
    .where(and(eq(attachments.id, id), isNull(attachments.messageId)))
    .returning();
  if (row) await fileStorage.delete(tx, row.tenantId, row.fileKey);
  return row !== undefined;
}

/** Removes uploads that no message came for. For all tenants: the caller's transaction must see them. */
export async function dropForgotten(tx: Tx): Promise<void> {
  const gone = await tx
    .delete(attachments)
    .where(and(isNull(attachments.messageId), lt(attachments.createdAt, sql`now() - ${WAITS}`)))
    .returning({ tenantId: attachments.tenantId, fileKey: attachments.fileKey });
  for (const { tenantId, fileKey } of gone) await fileStorage.delete(tx, tenantId, fileKey);
}
