/** The shapes of a workflow that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { ActorRefView } from "@/server/domain/schema";

export const WorkflowName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, "must be a short lower-case name such as support-escalation");

export const WorkflowSummary = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  version: z.number().int().describe("The latest version"),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type WorkflowSummary = z.infer<typeof WorkflowSummary>;

export const WorkflowView = WorkflowSummary.extend({
  definition: z.record(z.string(), z.json()).describe("The definition of this version"),
  versions: z.array(z.object({ version: z.number().int(), createdAt: z.string(), createdBy: ActorRefView })),
});
export type WorkflowView = z.infer<typeof WorkflowView>;
