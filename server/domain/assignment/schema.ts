/** The shapes of how a task finds its person. Zod only: pages import this file. */
import { z } from "zod";
import { ActorRefView } from "@/server/domain/schema";

/** What a person says of themselves: `away` for now, `out` of the office until they are back. */
export const Availability = z.enum(["online", "away", "out"]);
export type Availability = z.infer<typeof Availability>;

/** Why somebody was passed over: not there, out of the office, or with as much as they can do. */
const PASSED_OVER = ["away", "out", "full"] as const;

/** Why a task went where it is. */
export const ASSIGNMENT_REASONS = ["turn", "fewest", "sticky", "nobody"] as const;

/** How a task found its person: kept with it, so that "why me?" has an answer. */
export const Assignment = z.object({
  at: z.string(),
  team: z.string(),
  strategy: z.enum(["round-robin", "load-balanced"]),
  reason: z.enum(ASSIGNMENT_REASONS),
  chosen: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What the task wanted. */
  skills: z.array(z.string()),
  candidates: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Open tasks that were with them, of all teams and of this one; null when nobody had to count. */
      open: z.int().nullable(),
      openHere: z.int().nullable(),
      capacity: z.int().nullable(),
      /** Those of the wanted skills that they have. */
      skills: z.array(z.string()),
      passedOver: z.enum(PASSED_OVER).nullable(),
    }),
  ),
});
export type Assignment = z.infer<typeof Assignment>;

/** Why a task is where it is, for whoever asks "why me?". */
export const AssignmentView = z.object({
  /** A strategy chose; somebody named the person; it waits in a team's queue; it is for anybody. */
  kind: z.enum(["strategy", "named", "queue", "anybody"]),
  team: z.string().nullable(),
  user: z.object({ id: z.string(), name: z.string() }).nullable(),
  claimedBy: ActorRefView.nullable(),
  skills: z.array(z.string()),
  assignment: Assignment.nullable(),
  placedBy: ActorRefView.nullable(),
  placedAt: z.string(),
  /** What moved it there, such as `away` or `back`. */
  because: z.string().nullable(),
});
export type AssignmentView = z.infer<typeof AssignmentView>;
