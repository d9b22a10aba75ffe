import { and, asc, eq, or } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/tenancy";
import type { Actor } from "@/server/platform/actor";
import { conflict, forbidden, notFound } from "@/server/platform/errors";
import type { Role } from "@/server/platform/permissions";
import type { MemberRow } from "./queries";
import { mayManage } from "./rules";

interface SeatChange {
  role?: Role;
  status?: MemberRow["status"];
}

/**
 * Changes a seat. All owners' seats are locked with it, so that two owners who demote each other at once don't
 * leave a workspace that nobody owns.
 * @throws NotFound; Forbidden when the seat is, or would be, above the actor; Conflict (`last_owner`).
 */
export async function changeSeat(
  { tx, now, actor }: { tx: Tx; now: Date; actor: Actor },
  userId: string,
  change: SeatChange,
): Promise<void> {
  const seat = await lockSeat(tx, actor.tenantId, userId);
  for (const role of [seat.member.role, change.role ?? seat.member.role]) {
    if (!mayManage(actor, role))
      throw forbidden(`Only an owner may manage ${role === "owner" ? "owners" : "admins"} so.`);
  }
  const after = { ...seat.member, ...change };
  const wasOwner = seat.member.role === "owner" && seat.member.status === "active";
  const staysOwner = after.role === "owner" && after.status === "active";
  if (wasOwner && !staysOwner && seat.owners === 1) {
    throw conflict("last_owner", "This is the workspace's last owner. Make somebody else an owner first.");
  }
  await tx
    .update(members)
    .set({ ...change, updatedAt: now })
    .where(and(eq(members.tenantId, actor.tenantId), eq(members.userId, userId)));
  noteChange(tx, actor.tenantId, "workspace", userId);
}

/** Locks the seat and every owner's, always in the same order. */
async function lockSeat(
  tx: Tx,
  tenantId: string,
  userId: string,
): Promise<{ member: MemberRow; owners: number }> {
  const locked = await tx
    .select()
    .from(members)
    .where(and(eq(members.tenantId, tenantId), or(eq(members.userId, userId), eq(members.role, "owner"))))
    .orderBy(asc(members.userId))
    .for("no key update");
  const member = locked.find((row) => row.userId === userId);
  if (!member) throw notFound("member", userId);
  return { member, owners: locked.filter((row) => row.role === "owner" && row.status === "active").length };
}
