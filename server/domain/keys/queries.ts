import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { contains } from "@/db/contains";
import { apiKeys } from "@/db/schema/keys";
import type { Tx } from "@/db/tenancy";
import { decodeCursor, pageFrom } from "@/server/domain/paging";
import { type Actor, actorRef } from "@/server/platform/actor";
import { notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Permission } from "@/server/platform/permissions";
import { distrustKey } from "./holders";
import { hashKeySecret, keyPrefix, newKeySecret } from "./secret";

export type KeyRow = typeof apiKeys.$inferSelect;

/** Makes a key. @returns it and its secret, of which only the hash is stored. */
export async function createKey(
  { tx, now, actor }: { tx: Tx; now: Date; actor: Actor },
  { name, scopes }: { name: string; scopes: Permission[] },
): Promise<{ key: KeyRow; secret: string }> {
  const secret = newKeySecret();
  const key: KeyRow = {
    id: newId(),
    tenantId: actor.tenantId,
    name,
    prefix: keyPrefix(secret),
    hash: hashKeySecret(secret),
    scopes,
    createdBy: actorRef(actor),
    createdAt: now,
    lastUsedAt: null,
    revokedAt: null,
  };
  await tx.insert(apiKeys).values(key);
  noteChange(tx, actor.tenantId, "workspace", key.id);
  return { key, secret };
}

interface KeysAsked {
  query?: string | undefined;
  includeRevoked: boolean;
  limit: number;
  cursor?: string | undefined;
}

/** One page of keys, newest first; revoked ones stay in sight only when asked for. */
export async function listKeys(
  tx: Tx,
  tenantId: string,
  { query, includeRevoked, limit, cursor }: KeysAsked,
): Promise<{ rows: KeyRow[]; nextCursor: string | null }> {
  const [before] = cursor ? decodeCursor(cursor, 1) : [];
  const rows = await tx
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.tenantId, tenantId),
        contains(query, apiKeys.name),
        includeRevoked ? undefined : isNull(apiKeys.revokedAt),
        before ? lt(apiKeys.id, before) : undefined,
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(limit + 1);
  return pageFrom(rows, limit, (row) => [row.id]);
}

/** Revokes a key: it opens nothing from the next request on. Revoking it again changes nothing. @throws NotFound */
export async function revokeKey(tx: Tx, now: Date, tenantId: string, keyId: string): Promise<KeyRow> {
  const where = and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.id, keyId));
  const [found] = await tx.select().from(apiKeys).where(where).for("update");
  if (!found) throw notFound("API key", keyId);
  if (found.revokedAt) return found;
  await tx.update(apiKeys).set({ revokedAt: now }).where(where);
  distrustKey(found.hash);
  noteChange(tx, tenantId, "workspace", keyId);
  return { ...found, revokedAt: now };
}
