import type { invites } from "@/db/schema/members";
import type { MemberRecord } from "./queries";
import { availabilityAt, delegationCounts } from "./rules";
import type { InviteView, MemberView } from "./schema";

/** A seat as doors show it. */
export function memberView({ member, user, teams }: MemberRecord, now: Date): MemberView {
  const availability = availabilityAt(member, now);
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    role: member.role,
    active: member.status === "active",
    availability,
    outUntil: availability === "online" ? null : (member.outUntil?.toISOString() ?? null),
    skills: member.skills,
    photo: photoUrl(member),
    teams,
    delegation: member.delegateTo
      ? {
          to: member.delegateTo,
          until: member.delegateUntil?.toISOString() ?? null,
          counts: delegationCounts(member, now),
        }
      : null,
    joinedAt: member.createdAt.toISOString(),
    lastActiveAt: user.lastActiveAt?.toISOString() ?? null,
  };
}

/** Where somebody's picture is; another address for another picture, so that browsers may keep it. */
export function photoUrl(seat: { userId: string; photoKey: string | null }): string | null {
  return seat.photoKey && `/api/v1/members/${seat.userId}/photo?v=${seat.photoKey.slice(-12)}`;
}

/** An invitation as doors show it, never with its token. */
export function inviteView(invite: typeof invites.$inferSelect, now: Date): InviteView {
  return {
    id: invite.id,
    email: invite.email,
    role: invite.role,
    teamIds: invite.teamIds,
    status: inviteStatus(invite, now),
    invitedBy: invite.invitedBy,
    createdAt: invite.createdAt.toISOString(),
    expiresAt: invite.expiresAt.toISOString(),
  };
}

export function inviteStatus(invite: typeof invites.$inferSelect, now: Date): InviteView["status"] {
  if (invite.acceptedAt) return "accepted";
  if (invite.revokedAt) return "revoked";
  return invite.expiresAt <= now ? "expired" : "pending";
}
