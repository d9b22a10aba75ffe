import type { tenants } from "@/db/schema/tenants";
import type { TenantView } from "./schema";

/** A tenant as doors show it: nothing secret. */
export function tenantView(tenant: typeof tenants.$inferSelect): TenantView {
  return {
    id: tenant.id,
    name: tenant.name,
    slug: tenant.slug,
    createdAt: tenant.createdAt.toISOString(),
    updatedAt: tenant.updatedAt.toISOString(),
  };
}
