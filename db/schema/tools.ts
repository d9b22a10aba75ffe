import { sql } from "drizzle-orm";
import { index, json, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { HttpToolMethod } from "@/server/domain/tools/schema";
import { createdAt, id, tenantId, updatedAt } from "./columns";
import { tenants } from "./tenants";

/** An HTTP call of a tenant's own that workflows make by its name. */
export const tools = pgTable(
  "tools",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description").notNull(),
    /** JSON Schema that a call's input is held to. */
    inputSchema: json("input_schema").$type<Record<string, unknown>>().notNull(),
    method: text("method").$type<HttpToolMethod>().notNull(),
    url: text("url").notNull(),
    headers: json("headers").$type<Record<string, string>>().notNull(),
    /** Headers whose values are never shown again. */
    secretHeaders: json("secret_headers").$type<Record<string, string>>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique("tools_name").on(t.tenantId, t.name)],
);

/** Something a tenant's workflows remember, found again by its words. */
export const memories = pgTable(
  "memories",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    text: text("text").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("memories_key").on(t.tenantId, t.key),
    index("memories_words").using("gin", sql`to_tsvector('english', ${t.text})`),
  ],
);
