import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, json, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ViewQuery } from "@/server/domain/inbox/schema";
import { createdAt, id, tenantId, updatedAt } from "./columns";
import { members } from "./members";

/** A way to look at the inbox that somebody gave a name. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    tenantId: tenantId(),
    /** Whose it is; others see it when it is shared. Nobody's, and shared, where a key saved it. */
    userId: uuid("user_id"),
    name: text("name").notNull(),
    query: json("query").$type<ViewQuery>().notNull(),
    shared: boolean("shared").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.userId],
      foreignColumns: [members.tenantId, members.userId],
    }).onDelete("cascade"),
    index("saved_views_user").on(t.tenantId, t.userId),
    index("saved_views_shared").on(t.tenantId).where(sql`shared`),
  ],
);
