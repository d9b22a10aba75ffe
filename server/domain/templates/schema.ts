/** The shapes of task templates that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { FormDefinition } from "@/server/domain/forms/schema";
import { ActorRefView, DisplayName, Id } from "@/server/domain/schema";
import { TaskPriority, TaskSla } from "@/server/domain/tasks/schema";
import { TenantSlug } from "@/server/domain/tenants/schema";

const Name = DisplayName;

/** What a template is made of. */
export const NewTemplate = z.strictObject({
  name: Name,
  slug: TenantSlug.optional().describe("Made from the name when left out"),
  title: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(500, "must have at most 500 characters")
    .describe("The title of its tasks"),
  description: z.string().max(10_000, "must have at most 10000 characters").nullable().default(null),
  form: FormDefinition,
  teamId: Id.nullable().default(null).describe("Where its tasks go"),
  priority: TaskPriority.default("normal"),
  sla: TaskSla.nullable().default(null),
});
export type NewTemplate = z.infer<typeof NewTemplate>;

export const TemplateView = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  form: FormDefinition,
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  priority: TaskPriority,
  sla: TaskSla.nullable(),
  createdBy: ActorRefView,
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type TemplateView = z.infer<typeof TemplateView>;
