/** The shapes of several people's sign-off. Zod only: pages import this file. */
import { z } from "zod";
import { ActorRefView, JsonObject, Sentence } from "@/server/domain/schema";

/** A decider's word. */
export const Verdict = z.enum(["approve", "reject"]);
export type Verdict = z.infer<typeof Verdict>;

const Seat = z.union(
  [
    z.strictObject({ team: z.string().min(1).max(200) }),
    z.strictObject({ user: z.string().min(1).max(320) }),
  ],
  { error: 'must be {"team": …} or {"user": …}' },
);

/**
 * Several people's sign-off, as it is asked for: each of `of` is a seat that one person takes, a team's by anybody of
 * it, and `quorum` approvals make the task approved.
 */
export const Deciders = z
  .strictObject({
    quorum: z.int().min(1).max(20),
    of: z.array(Seat).min(1).max(20),
    /** One rejection ends it. Without, it is rejected once too few are left to approve. */
    veto: z.boolean().optional(),
    /** Whether whoever asked, or started the run that asks, may decide too. */
    allowSelf: z.boolean().optional(),
  })
  .refine(({ quorum, of }) => quorum <= of.length, {
    path: ["quorum"],
    error: "must not be more than there are deciders",
  });
export type Deciders = z.infer<typeof Deciders>;

/** The same as it is kept with a task: who was named has been found. */
export const SeatedDeciders = z.object({
  quorum: z.int(),
  veto: z.boolean(),
  allowSelf: z.boolean(),
  seats: z.array(
    z.object({ teamId: z.string().nullable(), userId: z.string().nullable(), label: z.string() }),
  ),
});
export type SeatedDeciders = z.infer<typeof SeatedDeciders>;

/** One decider's decision. */
export const Decision = z.object({
  seat: z.int(),
  /** Whose seat it is, in words. */
  label: z.string(),
  by: ActorRefView,
  /** For whom, when they were out and had given it to `by`. */
  onBehalfOf: ActorRefView.nullable(),
  verdict: Verdict,
  formData: JsonObject,
  at: z.string(),
});
export type Decision = z.infer<typeof Decision>;

/** How a task with several deciders stands, for the caller. */
export const DecisionsView = z.object({
  quorum: z.int(),
  veto: z.boolean(),
  outcome: z.enum(["approved", "rejected"]).nullable(),
  seats: z.array(z.object({ label: z.string(), decision: Decision.nullable() })),
  /** Why the caller may not decide; null when they may. */
  whyNot: Sentence.nullable(),
  /** For whom the caller would decide, when not for themselves. */
  onBehalfOf: z.string().nullable(),
});
export type DecisionsView = z.infer<typeof DecisionsView>;
