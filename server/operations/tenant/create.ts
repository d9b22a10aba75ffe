import { z } from "zod";
import { openTenant } from "@/server/domain/tenants/queries";
import { TenantName, TenantSlug, TenantView } from "@/server/domain/tenants/schema";
import { tenantView } from "@/server/domain/tenants/view";
import { unauthenticated } from "@/server/platform/errors";
import { visitorOperation } from "../operation";

export const createTenant = visitorOperation({
  name: "tenant.create",
  summary: "Open another workspace, as its owner",
  kind: "write",
  access: "signedIn",
  input: z.strictObject({ name: TenantName, slug: TenantSlug.optional() }),
  output: TenantView,
  async run({ tx, now, visitor }, { name, slug }) {
    if (!visitor.userId) throw unauthenticated("Sign in first.");
    return tenantView(await openTenant(tx, now, { name, slug, slugField: "slug", ownerId: visitor.userId }));
  },
});
