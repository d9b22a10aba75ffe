import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  json,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { EventName } from "@/server/domain/events/schema";
import type { DeliveryStatus, TriggerConfig, TriggerKind } from "@/server/domain/triggers/schema";
import { actor, createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { workflows } from "./workflows";

/** What starts runs of a workflow by itself: a webhook, a schedule, or an event. */
export const triggers = pgTable(
  "triggers",
  {
    id: id(),
    tenantId: tenantId(),
    workflowId: uuid("workflow_id").notNull(),
    workflowName: text("workflow_name").notNull(),
    name: text("name").notNull(),
    kind: text("kind").$type<TriggerKind>().notNull(),
    config: json("config").$type<TriggerConfig>().notNull(),
    /** The template that makes a run's input; null for the kind's own. */
    input: json("input").$type<Record<string, unknown>>(),
    tags: text("tags").array().notNull().default([]),
    enabled: boolean("enabled").notNull(),
    /** Webhooks: SHA-256 of the token in the address. */
    tokenHash: text("token_hash").unique(),
    /** Webhooks: what the sender signs with. */
    secret: text("secret"),
    /** Events: which. */
    eventName: text("event_name").$type<EventName>(),
    /** Schedules: when the next run is due; null when there is no more. */
    nextDueAt: instant("next_due_at"),
    createdBy: actor("created_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.workflowId],
      foreignColumns: [workflows.tenantId, workflows.id],
    }).onDelete("cascade"),
    index("triggers_event").on(t.tenantId, t.eventName).where(sql`enabled and event_name is not null`),
    index("triggers_due").on(t.nextDueAt).where(sql`enabled and next_due_at is not null`),
  ],
);

/** What came of each thing that reached a trigger. */
export const triggerDeliveries = pgTable(
  "trigger_deliveries",
  {
    id: id(),
    tenantId: tenantId(),
    triggerId: uuid("trigger_id").notNull(),
    status: text("status").$type<DeliveryStatus>().notNull(),
    /** Names what came: a delivery id, a due time, an event. It starts runs once. */
    dedupeKey: text("dedupe_key"),
    code: text("code"),
    reason: text("reason"),
    runIds: uuid("run_ids").array().notNull().default([]),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.triggerId],
      foreignColumns: [triggers.tenantId, triggers.id],
    }).onDelete("cascade"),
    uniqueIndex("trigger_deliveries_once")
      .on(t.tenantId, t.triggerId, t.dedupeKey)
      .where(sql`status = 'started'`),
    index("trigger_deliveries_trigger").on(t.tenantId, t.triggerId, t.id),
    index("trigger_deliveries_at").using("brin", t.at),
  ],
);
