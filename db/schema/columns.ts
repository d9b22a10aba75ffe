import { sql } from "drizzle-orm";
import { customType, json, timestamp, uuid } from "drizzle-orm/pg-core";
import type { ActorRef } from "@/server/platform/actor";

// JSON is kept as `json`, not `jsonb`: the order of keys is what people wrote (fields of a form, steps of a
// definition), and we never search inside.

/** A point in time, always with its zone, on the database's clock. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Bytes. They travel to the server as text: see `Value` in db/transaction.ts. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (value) => sql`decode(${value.toString("base64")}, 'base64')`,
});

/** Who did it, as it was then: names must outlive the seats of their owners. */
export const actor = (name: string) => json(name).$type<ActorRef>();

export const id = () => uuid("id").notNull();
export const tenantId = () => uuid("tenant_id").notNull();
export const createdAt = () => instant("created_at").notNull().defaultNow();
export const updatedAt = () => instant("updated_at").notNull().defaultNow();
