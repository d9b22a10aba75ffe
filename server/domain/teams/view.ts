import { availabilityAt } from "@/server/domain/members/rules";
import type { TeamMemberRecord, TeamRecord } from "./queries";
import type { TeamMemberView, TeamView } from "./schema";

export function teamView({ team, memberCount, openTasks }: TeamRecord): TeamView {
  return {
    id: team.id,
    name: team.name,
    slug: team.slug,
    description: team.description,
    assignmentStrategy: team.assignmentStrategy,
    sticky: team.sticky,
    slaPolicy: team.slaPolicy,
    memberCount,
    openTasks,
    createdAt: team.createdAt.toISOString(),
    updatedAt: team.updatedAt.toISOString(),
  };
}

export function teamMemberView(record: TeamMemberRecord, now: Date): TeamMemberView {
  const { userId, name, email, role, status, openTasks, capacity, skills } = record;
  const availability = availabilityAt(record, now);
  return {
    userId,
    name,
    email,
    role,
    active: status === "active",
    openTasks,
    capacity,
    skills,
    availability,
  };
}
