import { integer, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { BreakerState, CallSlot } from "@/server/domain/breakers/schema";
import { instant, tenantId, updatedAt } from "./columns";
import { tenants } from "./tenants";

/** Whether a tenant's calls to a target (a host, a connector) are let through: what all processes agree on. */
export const circuitBreakers = pgTable(
  "circuit_breakers",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    target: text("target").notNull(),
    state: text("state").$type<BreakerState>().notNull(),
    /** Failures in a row. */
    failures: integer("failures").notNull().default(0),
    /** How often in a row it opened: each time it stays open for longer. */
    opens: integer("opens").notNull().default(0),
    /** Calls and failures of the last minute in all processes, by slots of some seconds. */
    recent: json("recent").$type<CallSlot[]>().notNull().default([]),
    lastError: text("last_error"),
    openedAt: instant("opened_at"),
    /** When the next call may try whether the target is well again. */
    nextProbeAt: instant("next_probe_at"),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.target] })],
);
