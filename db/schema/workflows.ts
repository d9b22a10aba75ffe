import { foreignKey, integer, json, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import type { Definition } from "@/server/engine/core/definition";
import { actor, createdAt, id, tenantId, updatedAt } from "./columns";
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
    latestVersion: integer("latest_version").notNull(),
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
