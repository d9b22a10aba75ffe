import { foreignKey, index, integer, json, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { BulkAction, BulkItemOutcome, StoredActor } from "@/server/domain/bulks/schema";
import { createdAt, id, instant, tenantId } from "./columns";
import { tenants } from "./tenants";

/** One act on many tasks at once. */
export const bulks = pgTable(
  "bulks",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    action: json("action").$type<BulkAction>().notNull(),
    /** Who asked for it: each task is acted on as them. */
    actor: json("actor").$type<StoredActor>().notNull(),
    total: integer("total").notNull(),
    done: integer("done").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    /** The one that this one takes back. */
    undoes: uuid("undoes"),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index("bulks_created").on(t.createdAt)],
);

/** One task of many, and what came of it. */
export const bulkItems = pgTable(
  "bulk_items",
  {
    tenantId: tenantId(),
    bulkId: uuid("bulk_id").notNull(),
    taskId: uuid("task_id").notNull(),
    outcome: text("outcome").$type<BulkItemOutcome>().notNull().default("pending"),
    /** Why it was refused. */
    problem: text("problem"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.bulkId, t.taskId] }),
    foreignKey({ columns: [t.tenantId, t.bulkId], foreignColumns: [bulks.tenantId, bulks.id] }).onDelete(
      "cascade",
    ),
    index("bulk_items_outcome").on(t.tenantId, t.bulkId, t.outcome, t.taskId),
  ],
);
