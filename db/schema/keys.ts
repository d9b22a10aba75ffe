import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Permission } from "@/server/platform/permissions";
import { actor, createdAt, id, instant, tenantId } from "./columns";
import { tenants } from "./tenants";

/** A bot backend's or assistant's credential. Only the SHA-256 of the secret is stored. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The first characters, enough to recognise a key by. */
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull().unique(),
    scopes: text("scopes").array().$type<Permission[]>().notNull(),
    createdBy: actor("created_by").notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index("api_keys_created").on(t.tenantId, t.createdAt)],
);
