import { z } from "zod";
import { renameTenant } from "@/server/domain/tenants/queries";
import { TenantName, TenantSlug, TenantView } from "@/server/domain/tenants/schema";
import { tenantView } from "@/server/domain/tenants/view";
import { operation } from "../operation";

export const updateTenant = operation({
  name: "tenant.update",
  summary: "Rename the workspace",
  kind: "write",
  permission: "admin:settings",
  input: z.strictObject({ name: TenantName.optional(), slug: TenantSlug.optional() }),
  output: TenantView,
  rest: { method: "PATCH", path: "/tenant" },
  async run({ actor, tx, now }, change) {
    return tenantView(await renameTenant(tx, now, actor.tenantId, change));
  },
});
