import { randomBytes } from "node:crypto";
import { eq, like } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { isUniqueViolation } from "@/db/failures";
import { members } from "@/db/schema/members";
import { tenants } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenancy";
import { type AppError, conflict, notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { freeSlug, slugOf } from "./rules";

export type TenantRow = typeof tenants.$inferSelect;

/** @throws NotFound */
export async function findTenant(tx: Tx, tenantId: string): Promise<TenantRow> {
  const [found] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  if (!found) throw notFound("workspace", tenantId);
  return found;
}

interface NewTenant {
  name: string;
  /** Made from the name, and made unique, when not given. */
  slug?: string | undefined;
  ownerId: string;
}

/**
 * Opens a tenant with its owner. Needs a transaction that sees every tenant.
 * @throws Conflict (`slug_taken`, with a free `suggestion`) when the slug that was asked for is another's.
 */
export async function openTenant(tx: Tx, now: Date, { name, slug, ownerId }: NewTenant): Promise<TenantRow> {
  const wanted = slug ?? slugOf(name, "workspace");
  const tenant = await insertTenant(tx, now, name, wanted, slug === undefined);
  await tx.insert(members).values({
    tenantId: tenant.id,
    userId: ownerId,
    role: "owner",
    createdAt: now,
    updatedAt: now,
  });
  return tenant;
}

async function insertTenant(tx: Tx, now: Date, name: string, wanted: string, mayVary: boolean) {
  for (let slug = wanted; ; slug = await suggestSlug(tx, wanted)) {
    const [tenant] = await tx
      .insert(tenants)
      .values({ id: newId(), name, slug, webhookSecret: newSigningSecret(), createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: tenants.slug })
      .returning();
    if (tenant) return tenant;
    if (!mayVary) throw slugTaken(wanted, await suggestSlug(tx, wanted));
  }
}

async function suggestSlug(tx: Tx, wanted: string): Promise<string> {
  const rows = await tx
    .select({ slug: tenants.slug })
    .from(tenants)
    .where(like(tenants.slug, `${wanted.slice(0, 40)}%`));
  return freeSlug(wanted, new Set(rows.map((row) => row.slug)));
}

function slugTaken(slug: string, suggestion?: string): AppError {
  const free = suggestion ? ` "${suggestion}" is free.` : "";
  return conflict("slug_taken", `The short name "${slug}" is taken by another workspace.${free}`, {
    field: "slug",
    slug,
    ...(suggestion ? { suggestion } : {}),
  });
}

/** `whsec_` and 32 random bytes in base64, as Standard Webhooks writes secrets. */
function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/**
 * Renames a tenant.
 * @throws Conflict (`slug_taken`) when the new slug is another's.
 */
export async function renameTenant(
  tx: Tx,
  now: Date,
  tenantId: string,
  change: { name?: string | undefined; slug?: string | undefined },
): Promise<TenantRow> {
  try {
    const [tenant] = await tx
      .update(tenants)
      .set({ ...change, updatedAt: now })
      .where(eq(tenants.id, tenantId))
      .returning();
    if (!tenant) throw notFound("workspace", tenantId);
    await noteChange(tx, tenantId, "workspace", tenantId);
    return tenant;
  } catch (error) {
    // The transaction is spent and sees its own tenant only, so it can't look for a free one.
    if (isUniqueViolation(error) && change.slug) throw slugTaken(change.slug);
    throw error;
  }
}
