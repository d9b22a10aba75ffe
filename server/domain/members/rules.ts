import type { Availability } from "@/server/domain/assignment/schema";
import { mayManageRole, type Permission, ROLE_PERMISSIONS, type Role } from "@/server/platform/permissions";

/** Who manages: people by their role; API keys have none. */
export interface Manager {
  role?: Role | undefined;
  permissions: ReadonlySet<Permission>;
}

/**
 * Whether the manager may give, take or change a seat of this role: nobody manages above themselves. An API key
 * stands as an admin would, and makes admins only when it may itself do all that an admin may.
 */
export function mayManage(manager: Manager, role: Role): boolean {
  if (manager.role) return mayManageRole(manager.role, role);
  if (!mayManageRole("admin", role)) return false;
  return (
    role !== "admin" || ROLE_PERMISSIONS.admin.every((permission) => manager.permissions.has(permission))
  );
}

/** Whether somebody is there: who said until when they are not is back by then. */
export function availabilityAt(
  { availability, outUntil }: { availability: Availability; outUntil: Date | null },
  now: Date,
): Availability {
  return outUntil !== null && outUntil <= now ? "online" : availability;
}

/** Whether somebody's decisions are with another now: while they are out of the office, and not after `delegateUntil`. */
export function delegationCounts(
  member: {
    availability: Availability;
    outUntil: Date | null;
    delegateTo: string | null;
    delegateUntil: Date | null;
  },
  now: Date,
): boolean {
  const { delegateTo, delegateUntil } = member;
  if (delegateTo === null || (delegateUntil !== null && delegateUntil <= now)) return false;
  return availabilityAt(member, now) === "out";
}
