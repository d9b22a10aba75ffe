import { and, eq, isNull, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema/keys";
import { tenants } from "@/db/schema/tenants";
import { withSystem } from "@/db/tenancy";
import { log } from "@/server/platform/log";
import type { Permission } from "@/server/platform/permissions";
import { hashKeySecret, isKeySecret } from "./secret";

/** Whose key it is and what it may do. */
export interface KeyHolder {
  id: string;
  tenantId: string;
  name: string;
  scopes: Permission[];
}

/** How long another process may go on trusting a key that was revoked here. */
const TRUST_MS = 5_000;
const MAX_TRUSTED = 10_000;
const NOTE_USE_EVERY_MS = 60_000;

interface Trust {
  trusted: Map<string, { holder: KeyHolder; until: number }>;
  /** Keys being revoked by this process: read from the database each time until every doubt is over. */
  distrusted: Map<string, number>;
  /** When the use of a key was last written down, by its hash. */
  noted: Map<string, number>;
}

// One memory for both bundles in this process.
const shared = globalThis as { __orkestraKeys?: Trust };

function memory(): Trust {
  shared.__orkestraKeys ??= { trusted: new Map(), distrusted: new Map(), noted: new Map() };
  return shared.__orkestraKeys;
}

/** Who holds this secret; null when nobody does, it was revoked, or its tenant is not active. */
export async function findKeyHolder(secret: string): Promise<KeyHolder | null> {
  if (!isKeySecret(secret)) return null;
  const hash = hashKeySecret(secret);
  const { trusted } = memory();
  const known = trusted.get(hash);
  const now = performance.now();
  const holder =
    known && known.until > now && !isDistrusted(hash, now) ? known.holder : await lookUp(hash, now);
  if (holder) noteUse(holder.id, hash, now);
  return holder;
}

async function lookUp(hash: string, now: number): Promise<KeyHolder | null> {
  const { trusted } = memory();
  const [holder] = await withSystem("whose API key this is", (tx) =>
    tx
      .select({ id: apiKeys.id, tenantId: apiKeys.tenantId, name: apiKeys.name, scopes: apiKeys.scopes })
      .from(apiKeys)
      .innerJoin(tenants, and(eq(tenants.id, apiKeys.tenantId), eq(tenants.status, "active")))
      .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt))),
  );
  if (!holder) trusted.delete(hash);
  else if (!isDistrusted(hash, now)) keep(trusted, hash, { holder, until: now + TRUST_MS });
  return holder ?? null;
}

/** Adds to a map of bounded size; whoever is longest in it goes. */
function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MAX_TRUSTED) break;
    map.delete(oldest);
  }
}

function isDistrusted(hash: string, now: number): boolean {
  const until = memory().distrusted.get(hash);
  if (until === undefined) return false;
  if (until > now) return true;
  memory().distrusted.delete(hash);
  return false;
}

/** A transaction that revokes a key may take this long; until then nothing here trusts the key unasked. */
const DISTRUST_MS = 60_000;

/** Called by whoever revokes a key, before the commit: from then on this process asks the database each time. */
export function distrustKey(hash: string): void {
  const { trusted, distrusted } = memory();
  trusted.delete(hash);
  keep(distrusted, hash, performance.now() + DISTRUST_MS);
}

/** Writes down, at most once a minute and beside the request, that a key is in use. */
function noteUse(keyId: string, hash: string, now: number): void {
  const { noted } = memory();
  const last = noted.get(hash);
  if (last !== undefined && now - last < NOTE_USE_EVERY_MS) return;
  keep(noted, hash, now);
  withSystem("an API key is in use", (tx) =>
    tx.update(apiKeys).set({ lastUsedAt: sql`now()` }).where(eq(apiKeys.id, keyId)),
  ).catch((error) => log.debug({ err: error }, "key use not noted"));
}
