import { z } from "zod";
import { hashPassword } from "@/server/domain/account/passwords";
import { createAccount } from "@/server/domain/account/queries";
import { Email, NewPassword, PersonName, UserView } from "@/server/domain/account/schema";
import { openTenant } from "@/server/domain/tenants/queries";
import { TenantName, TenantSlug, TenantView } from "@/server/domain/tenants/schema";
import { tenantView } from "@/server/domain/tenants/view";
import { visitorOperation } from "../operation";

export const signUp = visitorOperation({
  name: "account.signUp",
  summary: "Open an account and a workspace",
  description: "Makes a user who signs in with a password, and an empty workspace that they own.",
  kind: "write",
  access: "public",
  input: z.strictObject({
    name: PersonName,
    workspaceName: TenantName,
    workspaceSlug: TenantSlug.optional(),
    email: Email,
    password: NewPassword,
  }),
  output: z.object({ user: UserView, tenant: TenantView }),
  async beforehand(input) {
    return { ...input, password: await hashPassword(input.password) };
  },
  async run({ tx, now }, { name, email, workspaceName, workspaceSlug, password: passwordHash }) {
    const user = await createAccount(tx, now, { name, email, passwordHash });
    const tenant = await openTenant(tx, now, {
      name: workspaceName,
      slug: workspaceSlug,
      slugField: "workspaceSlug",
      ownerId: user.id,
    });
    return { user: { id: user.id, name: user.name, email: user.email }, tenant: tenantView(tenant) };
  },
});
