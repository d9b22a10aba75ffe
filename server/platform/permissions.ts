/** What may be done, as strings; roles and API-key scopes are sets of them. */
export const PERMISSIONS = [
  "workflows:read",
  "workflows:write",
  "runs:read",
  "runs:write",
  "tasks:read",
  "tasks:write",
  "tasks:admin",
  "conversations:read",
  "conversations:write",
  "members:read",
  "admin:users",
  "admin:teams",
  "admin:keys",
  "admin:settings",
  "owner:tenant",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ["owner", "admin", "member", "viewer"] as const;
export type Role = (typeof ROLES)[number];

const viewer: Permission[] = [
  "workflows:read",
  "runs:read",
  "tasks:read",
  "conversations:read",
  "members:read",
];
const member: Permission[] = [...viewer, "tasks:write", "conversations:write", "runs:write"];
const admin: Permission[] = [
  ...member,
  "workflows:write",
  "tasks:admin",
  "admin:users",
  "admin:teams",
  "admin:keys",
  "admin:settings",
];

/** `viewer` reads, `member` works, `admin` manages, `owner` also owns billing and deletion. */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  viewer,
  member,
  admin,
  owner: [...admin, "owner:tenant"],
};

/** What an API key may be given: all that an admin may do. */
export const KEY_SCOPES: readonly Permission[] = admin;

/** Whether somebody of role `actor` may give, take or change the seat of role `target`: nobody manages above themselves. */
export function mayManageRole(actor: Role, target: Role): boolean {
  return actor === "owner" || (actor === "admin" && target !== "owner");
}
