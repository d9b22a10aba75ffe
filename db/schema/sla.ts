import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { DefinitionKind, DefinitionSpecs } from "@/server/domain/sla/schema";
import { actor, createdAt, id, tenantId, updatedAt } from "./columns";
import { tenants } from "./tenants";

type Spec = DefinitionSpecs[DefinitionKind];

/** The calendars, SLA policies and escalation chains of a tenant, each at its latest version. */
export const slaDefinitions = pgTable(
  "sla_definitions",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    kind: text("kind").$type<DefinitionKind>().notNull(),
    name: text("name").notNull(),
    title: text("title").notNull(),
    version: integer("version").notNull(),
    spec: json("spec").$type<Spec>().notNull(),
    /** Counts where nothing else is named. */
    isDefault: boolean("is_default").notNull().default(false),
    updatedBy: actor("updated_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("sla_definitions_name").on(t.tenantId, t.kind, t.name),
    uniqueIndex("sla_definitions_default").on(t.tenantId, t.kind).where(sql`is_default`),
  ],
);

/** Every version there was: a task keeps to the one that counted when it was made. */
export const slaDefinitionVersions = pgTable(
  "sla_definition_versions",
  {
    tenantId: tenantId(),
    definitionId: uuid("definition_id").notNull(),
    version: integer("version").notNull(),
    spec: json("spec").$type<Spec>().notNull(),
    createdBy: actor("created_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.definitionId, t.version] }),
    foreignKey({
      columns: [t.tenantId, t.definitionId],
      foreignColumns: [slaDefinitions.tenantId, slaDefinitions.id],
    }).onDelete("cascade"),
  ],
);
