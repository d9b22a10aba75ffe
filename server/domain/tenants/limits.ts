import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { tenants } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenancy";
import { findTenant } from "./queries";

/** What a tenant may have at most; what is not named has no limit. */
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

/** Sets limits and lifts those that are null; what is not named stays. @throws NotFound */
export async function changeLimits(
  tx: Tx,
  now: Date,
  tenantId: string,
  change: { [K in keyof TenantLimits]?: number | null | undefined },
): Promise<TenantLimits> {
  const { limits: before } = await findTenant(tx, tenantId);
  const named = Object.entries({ ...before, ...change }).filter(([, limit]) => typeof limit === "number");
  const limits = Object.fromEntries(named) as TenantLimits & Record<string, number>;
  await tx.update(tenants).set({ limits, updatedAt: now }).where(eq(tenants.id, tenantId));
  noteChange(tx, tenantId, "workspace", tenantId);
  kept.delete(tenantId);
  return limits;
}
