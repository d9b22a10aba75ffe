import { eq } from "drizzle-orm";
import { invites } from "@/db/schema/members";
import { tenants } from "@/db/schema/tenants";
import { users } from "@/db/schema/users";
import { withTenant } from "@/db/tenancy";
import { channels } from "@/server/connectors/channels";
import type { Notification } from "@/server/connectors/notification";
import { hashLinkToken, linkToken } from "@/server/platform/link-token";
import { pageUrl } from "@/server/platform/page-url";
import type { Handler } from "../handler";
import { settle } from "../settle";

/** Mails an invitation, unless it was accepted or revoked meanwhile. */
export const inviteSend: Handler<"invite.send"> = async (payload) => {
  const { tenantId, inviteId } = payload;
  const token = linkToken("invite", inviteId);
  const notification = await withTenant(tenantId, async (tx): Promise<Notification | undefined> => {
    const [invite] = await tx.select().from(invites).where(eq(invites.id, inviteId));
    const [tenant] = await tx.select({ name: tenants.name }).from(tenants);
    if (!invite || !tenant || invite.acceptedAt || invite.revokedAt) return undefined;
    if (invite.tokenHash !== hashLinkToken(token)) {
      throw new Error("the invitation was made under another NEXTAUTH_SECRET than this worker's");
    }
    // Whoever has no account here yet has chosen no language: most will read what the one who invites them reads.
    const { type, id } = invite.invitedBy;
    const [inviter] =
      type === "user" ? await tx.select({ locale: users.locale }).from(users).where(eq(users.id, id)) : [];
    return {
      tenantId,
      kind: "invite",
      recipient: { name: invite.email, email: invite.email, locale: inviter?.locale },
      title: `${invite.invitedBy.name} invites you to ${tenant.name}`,
      body: `You are invited to the workspace ${tenant.name} on Orkestra.`,
      url: pageUrl(`/invite/${token}`),
      workspace: tenant.name,
      idempotencyKey: `invite/${inviteId}`,
    };
  });
  if (notification) await settle("invite.send", payload, await channels.email.send(notification));
};
