import { eq } from "drizzle-orm";
import { type TenantDefaults, tenants } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenancy";

/** What a tenant may have at most; what is not named has no limit. */
export interface TenantLimits {
  /** Runs under way at once. */
  maxConcurrentWorkflows?: number;
  /** Tasks opened in a day of UTC. */
  maxTasksPerDay?: number;
}

/** What a tenant has set that every run and every task asks for. */
interface TenantSettings {
  limits: TenantLimits;
  defaults: TenantDefaults;
}

/** How long a process may go on with settings that were changed. */
const KEPT_MS = 5_000;
const MAX_KEPT = 10_000;

const kept = new Map<string, { settings: TenantSettings; until: number }>();

/** The settings of the transaction's tenant. */
export async function settingsOf(tx: Tx, tenantId: string): Promise<TenantSettings> {
  const now = performance.now();
  const known = kept.get(tenantId);
  if (known && known.until > now) return known.settings;
  const [row] = await tx
    .select({ limits: tenants.limits, defaults: tenants.defaults })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  const settings: TenantSettings = row ?? { limits: {}, defaults: {} };
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(tenantId, { settings, until: now + KEPT_MS });
  return settings;
}

/** To be called by every change. */
export function forgetSettings(tenantId: string): void {
  kept.delete(tenantId);
}
