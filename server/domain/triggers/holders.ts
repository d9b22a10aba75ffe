import { and, eq, sql } from "drizzle-orm";
import { tenants } from "@/db/schema/tenants";
import { triggers } from "@/db/schema/triggers";
import { withSystem } from "@/db/tenancy";
import { hashHookToken, isHookToken } from "./token";

/** Which trigger a token in an address stands for. */
export interface HookHolder {
  triggerId: string;
  tenantId: string;
  name: string;
  tokenHash: string;
}

/** A token leads to its tenant for so long; whether it still opens the trigger is asked each time. */
const TRUST_MS = 5_000;
const MAX_TRUSTED = 10_000;

// One memory for both bundles in this process.
const shared = globalThis as { __orkestraHooks?: Map<string, { holder: HookHolder; until: number }> };

/** The trigger of a token; null when there is none, or its tenant is not active. */
export async function findHookHolder(token: string): Promise<HookHolder | null> {
  if (!isHookToken(token)) return null;
  shared.__orkestraHooks ??= new Map();
  const trusted = shared.__orkestraHooks;
  const hash = hashHookToken(token);
  const known = trusted.get(hash);
  if (known && known.until > performance.now()) return known.holder;
  const [holder] = await withSystem("whose webhook this is", (tx) =>
    tx
      .select({
        triggerId: triggers.id,
        tenantId: triggers.tenantId,
        name: triggers.name,
        tokenHash: sql<string>`${hash}`,
      })
      .from(triggers)
      .innerJoin(tenants, and(eq(tenants.id, triggers.tenantId), eq(tenants.status, "active")))
      .where(eq(triggers.tokenHash, hash)),
  );
  if (!holder) {
    trusted.delete(hash);
    return null;
  }
  if (trusted.size >= MAX_TRUSTED) trusted.clear();
  trusted.set(hash, { holder, until: performance.now() + TRUST_MS });
  return holder;
}
