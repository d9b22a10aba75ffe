import { sql } from "drizzle-orm";
import { index, integer, json, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { EventName } from "@/server/domain/events/schema";
import { id, instant, tenantId } from "./columns";
import { tenants } from "./tenants";

/** What happened in a tenant, for triggers and for runs that wait for it. Kept for a week. */
export const events = pgTable(
  "events",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").$type<EventName>().notNull(),
    data: json("data").$type<Record<string, unknown>>().notNull(),
    correlation: text("correlation"),
    /** How many events led to the run that caused this one: the guard against loops. */
    depth: integer("depth").notNull().default(0),
    /** The run that caused it, if one did. */
    runId: uuid("run_id"),
    at: instant("at").notNull(),
    /** When everybody who wanted it had it; at once when nobody did. */
    dispatchedAt: instant("dispatched_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("events_name").on(t.tenantId, t.name, t.id),
    index("events_at").using("brin", t.at),
    index("events_open").on(t.at).where(sql`dispatched_at is null`),
  ],
);
