import type { Role } from "@/server/platform/permissions";

export const roleLabels: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
  viewer: "Viewer",
};

export const roleHints: Record<Role, string> = {
  owner: "Everything, and owns the workspace",
  admin: "Manages people, teams, keys and workflows",
  member: "Works on tasks",
  viewer: "Looks, changes nothing",
};
