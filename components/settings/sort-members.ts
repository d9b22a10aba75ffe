import type { MemberView } from "@/server/domain/members/schema";
import { ROLES } from "@/server/platform/permissions";
import type { Direction } from "./sort-head";

export type MemberSort = "name" | "role" | "lastActive";

const compare: Record<MemberSort, (a: MemberView, b: MemberView) => number> = {
  name: (a, b) => a.name.localeCompare(b.name),
  role: (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.name.localeCompare(b.name),
  // The latest first; who never was, last.
  lastActive: (a, b) => (b.lastActiveAt ?? "").localeCompare(a.lastActiveAt ?? ""),
};

/** Members in an order; the deactivated stand behind all others whichever it is. */
export function sortMembers(members: MemberView[], by: MemberSort, direction: Direction): MemberView[] {
  return members.toSorted((a, b) => Number(b.active) - Number(a.active) || direction * compare[by](a, b));
}
