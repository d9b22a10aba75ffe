import {
  bigserial,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { actor, createdAt, id, instant, tenantId } from "./columns";
import { runs } from "./runs";
import { tenants } from "./tenants";

/** A write that was done under an `Idempotency-Key`: the same key again gets the same answer. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    operation: text("operation").notNull(),
    /** SHA-256 of the canonical JSON of the input. */
    inputHash: text("input_hash").notNull(),
    output: json("output").$type<unknown>(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.key] }), index("idempotency_keys_created").on(t.createdAt)],
);

/** Who did what, one row for each write. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    operation: text("operation").notNull(),
    actor: actor("actor").notNull(),
    channel: text("channel").notNull(),
    /** The thing acted on, when the operation's input or output names one. */
    resourceId: text("resource_id"),
    requestId: text("request_id"),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** What changed, for open pages: ids only, read by every process and fanned out to its streams. */
export const changes = pgTable(
  "changes",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    topic: text("topic")
      .$type<"task" | "presence" | "run" | "conversation" | "notification" | "view" | "bulk" | "workspace">()
      .notNull(),
    entityId: text("entity_id").notNull(),
    at: createdAt(),
  },
  (t) => [index("changes_at").on(t.at)],
);

/** A note to one person in the dashboard; outside channels are reached by the same row's jobs. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    userId: uuid("user_id").notNull(),
    kind: text("kind").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    path: text("path").notNull(),
    createdAt: createdAt(),
    readAt: instant("read_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("notifications_user").on(t.tenantId, t.userId, t.id),
  ],
);

/** A signed POST to somebody's callback, with what came of it. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: id(),
    tenantId: tenantId(),
    /** The run whose end it tells; null when it tells of a conversation. */
    runId: uuid("run_id"),
    url: text("url").notNull(),
    payload: json("payload").$type<Record<string, unknown>>().notNull(),
    status: text("status").$type<"pending" | "delivered" | "failed">().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    lastStatus: integer("last_status"),
    lastError: text("last_error"),
    nextAttemptAt: instant("next_attempt_at"),
    deliveredAt: instant("delivered_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.runId], foreignColumns: [runs.tenantId, runs.id] }).onDelete(
      "cascade",
    ),
    index("webhook_deliveries_run").on(t.tenantId, t.runId),
  ],
);
