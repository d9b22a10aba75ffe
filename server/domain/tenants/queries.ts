import { randomBytes } from "node:crypto";
import { eq, like } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { isUniqueViolation } from "@/db/failures";
import { members } from "@/db/schema/members";
import { tenants } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenancy";
import { AppError, notFound } from "@/server/platform/errors";
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
  /** What the slug is called in the input, for the error. */
  slugField: string;
  ownerId: string;
}

/**
 * Opens a tenant with its owner. Needs a transaction that sees every tenant.
 * @throws Conflict (`slug_taken`, with a free `suggestion`) when the slug that was asked for is another's.
 */
export async function openTenant(
  tx: Tx,
  now: Date,
  { name, slug, slugField, ownerId }: NewTenant,
): Promise<TenantRow> {
  const tenant = slug
    ? await insertAs(tx, now, name, slug, slugField)
    : await insertLike(tx, now, name, slugOf(name, "workspace"));
  await tx.insert(members).values({
    tenantId: tenant.id,
    userId: ownerId,
    role: "owner",
    createdAt: now,
    updatedAt: now,
  });
  return tenant;
}

async function insertAs(tx: Tx, now: Date, name: string, slug: string, field: string): Promise<TenantRow> {
  const tenant = await insertAt(tx, now, name, slug);
  if (!tenant) throw slugTaken(slug, field, await suggestSlug(tx, slug));
  return tenant;
}

/** Takes the slug, or the first free one like it. */
async function insertLike(tx: Tx, now: Date, name: string, wanted: string): Promise<TenantRow> {
  for (let slug = wanted; ; slug = await suggestSlug(tx, wanted)) {
    const tenant = await insertAt(tx, now, name, slug);
    if (tenant) return tenant;
  }
}

/** @returns undefined when the slug is taken. */
async function insertAt(tx: Tx, now: Date, name: string, slug: string): Promise<TenantRow | undefined> {
  const [tenant] = await tx
    .insert(tenants)
    .values({ id: newId(), name, slug, webhookSecret: newSigningSecret(), createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: tenants.slug })
    .returning();
  return tenant;
}

async function suggestSlug(tx: Tx, wanted: string): Promise<string> {
  const rows = await tx
    .select({ slug: tenants.slug })
    .from(tenants)
    .where(like(tenants.slug, `${wanted.slice(0, 40)}%`));
  return freeSlug(wanted, new Set(rows.map((row) => row.slug)));
}

function slugTaken(slug: string, path: string, suggestion?: string): AppError {
  const free = suggestion ? `: "${suggestion}" is free` : "";
  return new AppError({
    kind: "Conflict",
    code: "slug_taken",
    message: `The short name "${slug}" is taken by another workspace${free}.`,
    errors: [{ path, message: `is taken${free}` }],
    details: { slug, ...(suggestion ? { suggestion } : {}) },
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
    noteChange(tx, tenantId, "workspace", tenantId);
    return tenant;
  } catch (error) {
    // The transaction is spent and sees its own tenant only, so it can't look for a free one.
    if (isUniqueViolation(error) && change.slug) throw slugTaken(change.slug, "slug");
    throw error;
  }
}
