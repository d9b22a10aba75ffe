import { json, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Locale } from "@/server/platform/locale";
import { createdAt, updatedAt } from "./columns";

/** What counts where nobody says otherwise. */
export interface TenantDefaults {
  /** Where tasks go that name neither a team nor a person. */
  teamId?: string;
  /** What whoever is new here reads in, and the zone of their times. */
  locale?: Locale;
  timeZone?: string;
}

/** The customer account that signs up: the isolation boundary. Its own policy compares `id`, not `tenant_id`. */
export const tenants = pgTable("tenants", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  slug: text("slug").notNull().unique(),
  config: json("config").$type<Record<string, unknown>>().notNull().default({}),
  limits: json("limits").$type<Record<string, number>>().notNull().default({}),
  defaults: json("defaults").$type<TenantDefaults>().notNull().default({}),
  /** Signs callbacks by Standard Webhooks: `whsec_` + base64. */
  webhookSecret: text("webhook_secret").notNull(),
  status: text("status").$type<"active" | "suspended" | "deleted">().notNull().default("active"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});
