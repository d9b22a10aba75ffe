import { eq, sql } from "drizzle-orm";
import { tenants } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenancy";
import { SAMPLE_WORKFLOW } from "@/server/domain/workflows/sample";
import type { OnboardingState } from "./schema";

/** Which of its first steps a workspace has taken, and whether somebody put the list away. */
export async function onboardingOf(tx: Tx, tenantId: string): Promise<OnboardingState> {
  const there = (from: ReturnType<typeof sql>) => sql`exists (select from ${from})`;
  const mine = sql`tenant_id = ${tenantId}`;
  const [row] = await tx.execute<Omit<OnboardingState, "done"> & Record<string, unknown>>(sql`
    select ${there(sql`workflows where ${mine} and name = ${SAMPLE_WORKFLOW}`)} as sample,
      ${there(sql`teams where ${mine}`)} as team,
      (select count(*) > 1 from members where ${mine}) or ${there(sql`invites where ${mine}`)} as invite,
      ${there(sql`api_keys where ${mine}`)} as key,
      ${there(sql`runs where ${mine}`)} as run,
      coalesce((select config->>'onboarding' = 'dismissed' from tenants where id = ${tenantId}), false) as dismissed`);
  if (!row) throw new Error("a select of one row gave none");
  const { sample, team, invite, key, run, dismissed } = row;
  return { sample, team, invite, key, run, dismissed, done: team && invite && key && run };
}

/** Puts the list of first steps away, for everybody in the workspace. */
export async function dismissOnboarding(tx: Tx, now: Date, tenantId: string): Promise<void> {
  await tx
    .update(tenants)
    .set({
      config: sql`(${tenants.config}::jsonb || '{"onboarding":"dismissed"}'::jsonb)::json`,
      updatedAt: now,
    })
    .where(eq(tenants.id, tenantId));
}
