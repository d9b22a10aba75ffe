import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/tenancy";
import { sniff } from "@/server/domain/files/sniff";
import { fileStorage } from "@/server/domain/files/storage";
import { invalid, notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { MAX_PHOTO_BYTES, PHOTO_TYPES } from "./schema";

const seatOf = (tenantId: string, userId: string) =>
  and(eq(members.tenantId, tenantId), eq(members.userId, userId));

/** Keeps somebody's photo in place of the one before. @throws Invalid when it is too large or no picture */
export async function keepPhoto(tx: Tx, now: Date, tenantId: string, userId: string, content: Buffer) {
  const mediaType = sniff(content, "");
  if (!mediaType || !PHOTO_TYPES.includes(mediaType)) refuse("must be a PNG, JPEG, GIF or WebP picture");
  if (content.length > MAX_PHOTO_BYTES) refuse("is larger than 1 MB");
  await forget(tx, tenantId, userId);
  const photoKey = `photos/${newId()}`;
  await fileStorage.put(tx, tenantId, photoKey, content);
  await tx.update(members).set({ photoKey, updatedAt: now }).where(seatOf(tenantId, userId));
}

export async function removePhoto(tx: Tx, now: Date, tenantId: string, userId: string): Promise<void> {
  await forget(tx, tenantId, userId);
  await tx.update(members).set({ photoKey: null, updatedAt: now }).where(seatOf(tenantId, userId));
}

/** @throws NotFound when there is no such member, or none with a photo */
export async function photoOf(tx: Tx, tenantId: string, userId: string) {
  const [seat] = await tx.select({ key: members.photoKey }).from(members).where(seatOf(tenantId, userId));
  const content = seat?.key ? await fileStorage.get(tx, tenantId, seat.key) : undefined;
  if (!content) throw notFound("photo of this member", userId);
  return { content, mediaType: sniff(content, "") ?? "application/octet-stream" };
}

async function forget(tx: Tx, tenantId: string, userId: string): Promise<void> {
  const [seat] = await tx.select({ key: members.photoKey }).from(members).where(seatOf(tenantId, userId));
  if (seat?.key) await fileStorage.delete(tx, tenantId, seat.key);
}

function refuse(message: string): never {
  throw invalid(`The photo ${message}.`, [{ path: "content", message }], "photo_refused");
}
