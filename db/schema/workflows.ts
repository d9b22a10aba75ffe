import { foreignKey, integer, json, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import type { WorkflowStatus } from "@/server/domain/workflows/schema";
import type { Definition } from "@/server/engine/core/definition";
import { actor, createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { tenants } from "./tenants";

/** A named process definition of a tenant. */
export const workflows = pgTable(
  "workflows",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    title: text("title").notNull(),
    description: text("description"),
    /** 0 while there is only a draft. */
    latestVersion: integer("latest_version").notNull(),
    status: text("status").$type<WorkflowStatus>().notNull().default("active"),
    /** How many of its runs may be under way at once; null for any number. */
    concurrency: integer("concurrency"),
    /** The name of the SLA policy that its tasks have, where their step says nothing. */
    slaPolicy: text("sla_policy"),
    /** What is being worked on, right or wrong; null when it is what was published. */
    draft: json("draft").$type<{ [key: string]: unknown }>(),
    draftBy: actor("draft_by"),
    draftAt: instant("draft_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique("workflows_name").on(t.tenantId, t.name)],
);

/** One immutable version; a run stays on the version it started on. */
export const workflowVersions = pgTable(
  "workflow_versions",
  {
    tenantId: tenantId(),
    workflowId: uuid("workflow_id").notNull(),
    version: integer("version").notNull(),
    definition: json("definition").$type<Definition>().notNull(),
    /** SHA-256 of the canonical JSON: the same definition put again is the same version. */
    hash: text("hash").notNull(),
    createdBy: actor("created_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.workflowId, t.version] }),
    foreignKey({
      columns: [t.tenantId, t.workflowId],
      foreignColumns: [workflows.tenantId, workflows.id],
    }).onDelete("cascade"),
  ],
);
