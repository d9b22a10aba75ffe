/** The shapes of rules that answer by themselves. Zod only: pages import this file. */
import { z } from "zod";
import { ActorRefView, JsonObject } from "@/server/domain/schema";

/** A rule: which tasks it answers, what it answers, and how far it may go. */
export const AnswerRuleView = z.object({
  id: z.string(),
  workflow: z.string(),
  stepId: z.string(),
  /** CEL over the task's context, such as `context.country == "DE"`. */
  condition: z.string(),
  answer: JsonObject,
  maxUses: z.int(),
  uses: z.int(),
  endsAt: z.string(),
  /** Whether it answers now; otherwise why not. */
  state: z.enum(["live", "spent", "over", "revoked"]),
  createdBy: ActorRefView,
  createdAt: z.string(),
  revokedBy: ActorRefView.nullable(),
  revokedBecause: z.string().nullable(),
});
export type AnswerRuleView = z.infer<typeof AnswerRuleView>;

/** One answer that a rule gave. `runId` is where it can be repeated otherwise: what was said can't be unsaid. */
export const AnswerRuleUse = z.object({
  id: z.string(),
  taskId: z.string(),
  title: z.string(),
  runId: z.string().nullable(),
  at: z.string(),
  verdict: z.enum(["right", "wrong"]).nullable(),
  reviewedBy: ActorRefView.nullable(),
});
export type AnswerRuleUse = z.infer<typeof AnswerRuleUse>;

/** Answers that repeat: what a rule would be made of. */
export const AnswerProposal = z.object({
  workflow: z.string(),
  stepId: z.string(),
  condition: z.string(),
  answer: JsonObject,
  /** How many tasks were answered so. */
  times: z.int(),
  taskIds: z.array(z.string()),
});
export type AnswerProposal = z.infer<typeof AnswerProposal>;
