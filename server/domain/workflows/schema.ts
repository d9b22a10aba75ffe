/** The shapes of a workflow that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { ActorRefView, Sentence } from "@/server/domain/schema";

export const WorkflowName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, "must be a short lower-case name such as support-escalation");

/** `paused` and `archived` start no runs; what runs goes on. */
export const WorkflowStatus = z.enum(["active", "paused", "archived"]);
export type WorkflowStatus = z.infer<typeof WorkflowStatus>;

export const WorkflowSummary = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  version: z.number().int().describe("The latest version; 0 while there is only a draft"),
  status: WorkflowStatus,
  concurrency: z
    .int()
    .nullable()
    .describe("How many of its runs may be under way at once; null for any number"),
  slaPolicy: z.string().nullable().describe("The SLA policy of its tasks, where their step says nothing"),
  hasDraft: z.boolean().describe("Whether something is being worked on that was not published"),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type WorkflowSummary = z.infer<typeof WorkflowSummary>;

export const WorkflowView = WorkflowSummary.extend({
  definition: z.record(z.string(), z.json()).describe("The definition of this version"),
  versions: z.array(z.object({ version: z.number().int(), createdAt: z.string(), createdBy: ActorRefView })),
});
export type WorkflowView = z.infer<typeof WorkflowView>;

const DefinitionProblem = z.object({ path: z.string(), message: Sentence });

/** What is odd about a definition. */
export const Warnings = z
  .array(DefinitionProblem)
  .describe("What does not keep it from running, but may be a mistake");

/** What is being worked on, right or wrong. */
export const DraftView = z.object({
  name: z.string(),
  definition: z.record(z.string(), z.json()),
  valid: z.boolean().describe("Whether it can be published"),
  problems: z.array(DefinitionProblem),
  warnings: Warnings,
  basedOn: z.int().describe("The latest version when this was asked; 0 when there is none"),
  updatedAt: z.string(),
  updatedBy: ActorRefView,
});
export type DraftView = z.infer<typeof DraftView>;
