import type { tenants } from "@/db/schema/tenants";
import type { TenantView } from "./schema";

/** A tenant as doors show it: nothing secret. */
export function tenantView(tenant: typeof tenants.$inferSelect): TenantView {
  const { teamId = null, locale = null, timeZone = null } = tenant.defaults;
  return {
    id: tenant.id,
    name: tenant.name,
    slug: tenant.slug,
    defaults: { teamId, locale, timeZone },
    createdAt: tenant.createdAt.toISOString(),
    updatedAt: tenant.updatedAt.toISOString(),
  };
}
