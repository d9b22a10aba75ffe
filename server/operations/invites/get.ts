import { z } from "zod";
import { findAccount } from "@/server/domain/account/queries";
import { openInvite } from "@/server/domain/members/invites";
import { InviteToken, RoleName } from "@/server/domain/members/schema";
import { visitorOperation } from "../operation";

export const getInvite = visitorOperation({
  name: "invite.get",
  summary: "See what an invitation's link is for",
  kind: "read",
  access: "public",
  input: z.strictObject({ token: InviteToken }),
  output: z.object({
    tenant: z.object({ name: z.string() }),
    email: z.string(),
    role: RoleName,
    invitedBy: z.string(),
    /** The address signs in already: ask for its password, not for a new one. */
    hasAccount: z.boolean(),
  }),
  async run({ tx, now }, { token }) {
    const { invite, tenant } = await openInvite(tx, now, token);
    const account = await findAccount(tx, invite.email);
    return {
      tenant: { name: tenant.name },
      email: invite.email,
      role: invite.role,
      invitedBy: invite.invitedBy.name,
      hasAccount: account !== undefined,
    };
  },
});
