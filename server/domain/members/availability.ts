import { and, eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { members } from "@/db/schema/members";
import type { Availability } from "@/server/domain/assignment/schema";
import type { TaskAt } from "@/server/domain/tasks/history";
import { handOn, handOut } from "@/server/domain/tasks/rebalance";
import { findMember } from "./queries";
import { availabilityAt } from "./rules";

interface Presence {
  availability: Availability;
  /** When they are back; null until they say so. */
  until: Date | null;
  /** Whether what they have claimed goes back as well. */
  handBackClaimed: boolean;
}

/**
 * Says whether somebody is there. Who leaves hands on what nobody has claimed; who comes back is given what waited.
 * @returns how many tasks have found somebody else
 * @throws NotFound
 */
export async function setPresence(at: TaskAt, userId: string, presence: Presence): Promise<number> {
  const { tx, now, actor } = at;
  const { availability, handBackClaimed: claimed } = presence;
  const { member, user } = await findMember(tx, actor.tenantId, userId);
  const outUntil = availability === "online" ? null : presence.until;
  await tx
    .update(members)
    .set({ availability, outUntil, updatedAt: now })
    .where(and(eq(members.tenantId, actor.tenantId), eq(members.userId, userId)));
  noteChange(tx, actor.tenantId, "workspace", userId);
  if (availability !== "online") return handOn(at, user, { reason: availability, claimed });
  return availabilityAt(member, now) === "online" && member.availability === "online" ? 0 : handOut(at, user);
}
