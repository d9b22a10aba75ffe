import { json, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import type { FormDefinition } from "@/server/domain/forms/schema";
import type { TaskPriority, TaskSla } from "@/server/domain/tasks/schema";
import { actor, createdAt, id, tenantId, updatedAt } from "./columns";
import { tenants } from "./tenants";

/** A named shape of tasks, for those that people or programs open without a workflow. */
export const taskTemplates = pgTable(
  "task_templates",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** What programs call it. */
    slug: text("slug").notNull(),
    title: text("title").notNull(),
    description: text("description"),
    form: json("form").$type<FormDefinition>().notNull(),
    /** Where its tasks go; a team that is gone by then is no reason to refuse the template. */
    teamId: uuid("team_id"),
    priority: text("priority").$type<TaskPriority>().notNull(),
    sla: json("sla").$type<TaskSla>(),
    createdBy: actor("created_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique("task_templates_slug").on(t.tenantId, t.slug)],
);
