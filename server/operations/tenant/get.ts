import { z } from "zod";
import { findTenant } from "@/server/domain/tenants/queries";
import { TenantView } from "@/server/domain/tenants/schema";
import { tenantView } from "@/server/domain/tenants/view";
import { operation } from "../operation";

export const getTenant = operation({
  name: "tenant.get",
  summary: "Get the workspace",
  kind: "read",
  permission: "members:read",
  input: z.strictObject({}),
  output: TenantView,
  rest: { method: "GET", path: "/tenant" },
  mcp: { tool: "tenant_get" },
  async run({ actor, tx }) {
    return tenantView(await findTenant(tx, actor.tenantId));
  },
});
