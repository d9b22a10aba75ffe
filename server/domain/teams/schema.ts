/** The shapes of a team that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { Availability } from "@/server/domain/assignment/schema";
import { RoleName } from "@/server/domain/members/schema";
import { DisplayName, Id, Slug } from "@/server/domain/schema";

const ASSIGNMENT_STRATEGIES = ["round-robin", "load-balanced", "manual"] as const;

/** How a team's tasks find their person: in turn, to the fewest open tasks, or they wait in the queue to be claimed. */
export const AssignmentStrategy = z.enum(ASSIGNMENT_STRATEGIES, {
  error: `must be one of ${ASSIGNMENT_STRATEGIES.join(", ")}`,
});
export type AssignmentStrategy = z.infer<typeof AssignmentStrategy>;

export const TeamName = DisplayName;

/** A team's short name, by which workflows assign tasks to it. */
export const TeamSlug = Slug;

export const TeamDescription = z.string().trim().max(500, "must have at most 500 characters");

export const TeamView = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string().nullable(),
  assignmentStrategy: AssignmentStrategy,
  /** Whether a customer comes back to whoever answered them last. */
  sticky: z.boolean(),
  /** The name of the SLA policy that its tasks have; null for the workspace's. */
  slaPolicy: z.string().nullable(),
  memberCount: z.number().int(),
  /** Tasks in the team's queue or with one of its people, not yet closed. */
  openTasks: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type TeamView = z.infer<typeof TeamView>;

export const TeamMemberView = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleName,
  active: z.boolean(),
  /** Open tasks of any team that are with them. */
  openTasks: z.number().int(),
  /** How many open tasks of this team they are given at most; null for any number. */
  capacity: z.number().int().nullable(),
  skills: z.array(z.string()),
  availability: Availability,
});
export type TeamMemberView = z.infer<typeof TeamMemberView>;

/** Names one team and one member of it. */
export const TeamSeat = z.strictObject({ teamId: Id, userId: Id });
