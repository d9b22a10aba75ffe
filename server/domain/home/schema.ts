/** The shapes of a team's state that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";

const Counts = {
  open: z.int().describe("Open tasks"),
  unclaimed: z.int().describe("Open tasks that nobody has claimed"),
  claimed: z.int().describe("Open tasks that somebody has claimed"),
  breached: z.int().describe("Open tasks that missed a deadline"),
  completedToday: z.int(),
  medianAnswerMs: z
    .number()
    .nullable()
    .describe("From opening to answer, the median of those answered today; null when none was"),
};

const Oldest = z
  .object({ taskId: z.string(), title: z.string(), createdAt: z.string() })
  .nullable()
  .describe("The unclaimed task that waits longest");

/** How a workspace's work stands today, as a whole, by team and by person. */
export const TeamState = z.object({
  since: z.string().describe("When today began"),
  all: z.object({ ...Counts, oldest: Oldest }),
  teams: z.array(
    z.object({ id: z.string().nullable(), name: z.string().nullable(), ...Counts, oldest: Oldest }),
  ),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      claimed: Counts.claimed,
      breached: Counts.breached,
      completedToday: Counts.completedToday,
      medianAnswerMs: Counts.medianAnswerMs,
    }),
  ),
});
export type TeamState = z.infer<typeof TeamState>;

/** A workspace's first steps: which are taken, and whether the list of them was put away. */
export const OnboardingState = z.object({
  sample: z.boolean(),
  team: z.boolean(),
  invite: z.boolean(),
  key: z.boolean(),
  run: z.boolean(),
  dismissed: z.boolean(),
  done: z.boolean(),
});
export type OnboardingState = z.infer<typeof OnboardingState>;
