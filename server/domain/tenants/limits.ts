import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { tenants } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenancy";
import { findTenant } from "./queries";
import { forgetSettings, settingsOf, type TenantLimits } from "./settings";

/** The limits of the transaction's tenant. */
export async function limitsOf(tx: Tx, tenantId: string): Promise<TenantLimits> {
  return (await settingsOf(tx, tenantId)).limits;
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
  forgetSettings(tenantId);
  return limits;
}
