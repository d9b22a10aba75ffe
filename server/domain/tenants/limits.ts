import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenancy";

/** What a tenant may have at most; what is not named has no limit. The operator of the deployment sets them. */
export interface TenantLimits {
  /** Runs under way at once. */
  maxConcurrentWorkflows?: number;
  /** Tasks opened in a day of UTC. */
  maxTasksPerDay?: number;
}

/** How long a process may go on with limits that were changed. */
const KEPT_MS = 5_000;
const MAX_KEPT = 10_000;

const kept = new Map<string, { limits: TenantLimits; until: number }>();

/** The limits of the transaction's tenant. */
export async function limitsOf(tx: Tx, tenantId: string): Promise<TenantLimits> {
  const now = performance.now();
  const known = kept.get(tenantId);
  if (known && known.until > now) return known.limits;
  const [row] = await tx.select({ limits: tenants.limits }).from(tenants).where(eq(tenants.id, tenantId));
  const limits: TenantLimits = row?.limits ?? {};
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(tenantId, { limits, until: now + KEPT_MS });
  return limits;
}
