import type { TeamMemberRecord, TeamRecord } from "./queries";
import type { TeamMemberView, TeamView } from "./schema";

export function teamView({ team, memberCount, openTasks }: TeamRecord): TeamView {
  return {
    id: team.id,
    name: team.name,
    slug: team.slug,
    description: team.description,
    assignmentStrategy: team.assignmentStrategy,
    memberCount,
    openTasks,
    createdAt: team.createdAt.toISOString(),
    updatedAt: team.updatedAt.toISOString(),
  };
}

export function teamMemberView({
  userId,
  name,
  email,
  role,
  status,
  openTasks,
}: TeamMemberRecord): TeamMemberView {
  return { userId, name, email, role, active: status === "active", openTasks };
}
