import { json, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, updatedAt } from "./columns";

/** The customer account that signs up: the isolation boundary. Its own policy compares `id`, not `tenant_id`. */
export const tenants = pgTable("tenants", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  slug: text("slug").notNull().unique(),
  config: json("config").$type<Record<string, unknown>>().notNull().default({}),
  limits: json("limits").$type<Record<string, number>>().notNull().default({}),
  /** Signs callbacks by Standard Webhooks: `whsec_` + base64. */
  webhookSecret: text("webhook_secret").notNull(),
  status: text("status").$type<"active" | "suspended" | "deleted">().notNull().default("active"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});
