import { z } from "zod";
import { changeDefaults } from "@/server/domain/tenants/defaults";
import { renameTenant } from "@/server/domain/tenants/queries";
import { DefaultsChange, TenantName, TenantSlug, TenantView } from "@/server/domain/tenants/schema";
import { tenantView } from "@/server/domain/tenants/view";
import { operation } from "../operation";

export const updateTenant = operation({
  name: "tenant.update",
  summary: "Change the workspace's name and defaults",
  description:
    "What is not named stays. The default SLA policy and calendar are marked as such where they are kept.",
  kind: "write",
  permission: "admin:settings",
  input: z.strictObject({
    name: TenantName.optional(),
    slug: TenantSlug.optional(),
    defaults: DefaultsChange.optional(),
  }),
  output: TenantView,
  rest: { method: "PATCH", path: "/tenant" },
  async run({ actor, tx, now }, { defaults, ...change }) {
    if (defaults) await changeDefaults(tx, now, actor.tenantId, defaults);
    return tenantView(await renameTenant(tx, now, actor.tenantId, change));
  },
});
