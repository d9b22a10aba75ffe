import { and, eq, sql } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { teams } from "@/db/schema/members";
import { type TenantDefaults, tenants } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenancy";
import { invalid } from "@/server/platform/errors";
import { findTenant } from "./queries";
import type { DefaultsChange } from "./schema";
import { forgetSettings, settingsOf } from "./settings";

/** The team that a task of this tenant goes to when nobody says to whom. */
export async function defaultTeamOf(tx: Tx, tenantId: string): Promise<string | undefined> {
  return (await settingsOf(tx, tenantId)).defaults.teamId;
}

/** Sets defaults and takes away those that are null; what is not named stays. @throws NotFound, Invalid */
export async function changeDefaults(
  tx: Tx,
  now: Date,
  tenantId: string,
  change: DefaultsChange,
): Promise<void> {
  if (change.teamId) await refuseUnknownTeam(tx, change.teamId);
  const { defaults: before } = await findTenant(tx, tenantId);
  const named = Object.entries({ ...before, ...change }).filter(([, value]) => typeof value === "string");
  const defaults = Object.fromEntries(named) as TenantDefaults;
  await tx.update(tenants).set({ defaults, updatedAt: now }).where(eq(tenants.id, tenantId));
  noteChange(tx, tenantId, "workspace", tenantId);
  forgetSettings(tenantId);
}

/** Forgets a team that is gone. */
export async function dropDefaultTeam(tx: Tx, tenantId: string, teamId: string): Promise<void> {
  await tx
    .update(tenants)
    .set({ defaults: sql`(${tenants.defaults}::jsonb - 'teamId')::json` })
    .where(and(eq(tenants.id, tenantId), sql`${tenants.defaults}->>'teamId' = ${teamId}`));
  forgetSettings(tenantId);
}

async function refuseUnknownTeam(tx: Tx, teamId: string): Promise<void> {
  const [team] = await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId));
  if (team) return;
  const message = "is no team of this workspace";
  throw invalid(`The team ${message}.`, [{ path: "defaults.teamId", message }]);
}
