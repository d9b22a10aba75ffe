import { and, desc, eq, gt, inArray, isNull, lt } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { invites, members, teamMembers, teams } from "@/db/schema/members";
import { type TenantDefaults, tenants } from "@/db/schema/tenants";
import { users } from "@/db/schema/users";
import type { Tx } from "@/db/tenancy";
import { decodeCursor, pageFrom } from "@/server/domain/paging";
import { type Actor, actorRef } from "@/server/platform/actor";
import { AppError, conflict, invalid, notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { hashLinkToken, linkToken } from "@/server/platform/link-token";
import type { Role } from "@/server/platform/permissions";
import { inviteStatus } from "./view";

export type InviteRow = typeof invites.$inferSelect;

const VALID_DAYS = 7;

const open = and(isNull(invites.acceptedAt), isNull(invites.revokedAt));

/**
 * Invites an address. An earlier open invitation to it is revoked: the newest link is the one that counts.
 * @returns the invitation and the token of its link, which is stored nowhere.
 * @throws Conflict when the address holds a seat already (`already_member`, `member_inactive`).
 */
export async function createInvite(
  { tx, now, actor }: { tx: Tx; now: Date; actor: Actor },
  { email, role, teamIds }: { email: string; role: Role; teamIds: string[] },
): Promise<{ invite: InviteRow; token: string }> {
  const { tenantId } = actor;
  await refuseSeated(tx, tenantId, email);
  await refuseUnknownTeams(tx, tenantId, teamIds);
  await tx
    .update(invites)
    .set({ revokedAt: now })
    .where(and(eq(invites.tenantId, tenantId), eq(invites.email, email), open));
  const id = newId();
  const token = linkToken("invite", id);
  const row: InviteRow = {
    id,
    tenantId,
    email,
    role,
    teamIds,
    tokenHash: hashLinkToken(token),
    invitedBy: actorRef(actor),
    createdAt: now,
    expiresAt: new Date(now.getTime() + VALID_DAYS * 86_400_000),
    acceptedAt: null,
    revokedAt: null,
  };
  await tx.insert(invites).values(row);
  noteChange(tx, tenantId, "workspace", row.id);
  return { invite: row, token };
}

async function refuseUnknownTeams(tx: Tx, tenantId: string, teamIds: string[]): Promise<void> {
  if (teamIds.length === 0) return;
  const known = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.tenantId, tenantId), inArray(teams.id, teamIds)));
  const ids = new Set(known.map(({ id }) => id));
  const errors = teamIds.flatMap((id, index) =>
    ids.has(id) ? [] : [{ path: `teamIds.${index}`, message: "is no team of this workspace" }],
  );
  if (errors.length > 0) throw invalid("Some of these teams do not exist.", errors);
}

async function refuseSeated(tx: Tx, tenantId: string, email: string): Promise<void> {
  const [seat] = await tx
    .select({ status: members.status, userId: members.userId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.tenantId, tenantId), eq(users.email, email)));
  if (!seat) return;
  const { status, userId } = seat;
  const [code, message] =
    status === "active"
      ? ["already_member", "is a member of this workspace already"]
      : ["member_inactive", "is a deactivated member: reactivate them instead"];
  throw new AppError({
    kind: "Conflict",
    code,
    message: `${email} ${message}.`,
    errors: [{ path: "email", message }],
    details: { userId },
  });
}

/** One page of open invitations, newest first; those that ran out within a month are still shown. */
export async function listInvites(
  tx: Tx,
  now: Date,
  tenantId: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ rows: InviteRow[]; nextCursor: string | null }> {
  const [before] = page.cursor ? decodeCursor(page.cursor, 1) : [];
  const monthAgo = new Date(now.getTime() - 30 * 86_400_000);
  const rows = await tx
    .select()
    .from(invites)
    .where(
      and(
        eq(invites.tenantId, tenantId),
        open,
        gt(invites.expiresAt, monthAgo),
        before ? lt(invites.id, before) : undefined,
      ),
    )
    .orderBy(desc(invites.id))
    .limit(page.limit + 1);
  return pageFrom(rows, page.limit, (row) => [row.id]);
}

/** @throws NotFound; Conflict when it was accepted. */
export async function revokeInvite(
  tx: Tx,
  now: Date,
  tenantId: string,
  inviteId: string,
): Promise<InviteRow> {
  const where = and(eq(invites.tenantId, tenantId), eq(invites.id, inviteId));
  const [found] = await tx.select().from(invites).where(where).for("update");
  if (!found) throw notFound("invitation", inviteId);
  if (found.acceptedAt) {
    throw conflict("invite_accepted", "This invitation was accepted. Deactivate the member instead.");
  }
  if (found.revokedAt) return found;
  await tx.update(invites).set({ revokedAt: now }).where(where);
  noteChange(tx, tenantId, "workspace", inviteId);
  return { ...found, revokedAt: now };
}

/** An invitation with the workspace it is to. */
export interface OpenInvite {
  invite: InviteRow;
  tenant: { id: string; name: string; slug: string };
  defaults: TenantDefaults;
}

/**
 * Finds the invitation that a link's token opens, and locks it. Needs a transaction that sees every tenant.
 * @throws NotFound for a token of nothing, Conflict (`invite_…`) for one that was used, revoked or ran out.
 */
export async function openInvite(tx: Tx, now: Date, token: string): Promise<OpenInvite> {
  const [found] = await tx
    .select({
      invite: invites,
      tenant: { id: tenants.id, name: tenants.name, slug: tenants.slug },
      defaults: tenants.defaults,
    })
    .from(invites)
    .innerJoin(tenants, and(eq(tenants.id, invites.tenantId), eq(tenants.status, "active")))
    .where(eq(invites.tokenHash, hashLinkToken(token)))
    .for("update", { of: invites });
  if (!found) {
    throw new AppError({
      kind: "NotFound",
      code: "invite_not_found",
      message: "There is no such invitation. Ask whoever invited you for a new link.",
    });
  }
  const status = inviteStatus(found.invite, now);
  if (status !== "pending") throw conflict(`invite_${status}`, WHY_CLOSED[status]);
  return found;
}

const WHY_CLOSED = {
  accepted: "This invitation was accepted already. Sign in instead.",
  revoked: "This invitation was withdrawn. Ask whoever invited you for a new link.",
  expired: "This invitation has run out. Ask whoever invited you for a new link.",
};

/** Gives the invited user the seat; the invitation is used up. */
export async function takeSeat(tx: Tx, now: Date, { invite }: OpenInvite, userId: string): Promise<void> {
  const { tenantId, role, id } = invite;
  // A seat they got by another way meanwhile stays as it is: an invitation never revives or demotes one.
  await tx
    .insert(members)
    .values({ tenantId, userId, role, createdAt: now, updatedAt: now })
    .onConflictDoNothing();
  if (invite.teamIds.length > 0) {
    // A team that was deleted meanwhile is no reason to turn them away.
    const there = await tx
      .select({ teamId: teams.id })
      .from(teams)
      .where(and(eq(teams.tenantId, tenantId), inArray(teams.id, invite.teamIds)));
    const rows = there.map(({ teamId }) => ({ tenantId, teamId, userId, createdAt: now }));
    if (rows.length > 0) await tx.insert(teamMembers).values(rows).onConflictDoNothing();
  }
  await tx
    .update(invites)
    .set({ acceptedAt: now })
    .where(and(eq(invites.tenantId, tenantId), eq(invites.id, id)));
  noteChange(tx, tenantId, "workspace", userId);
}
