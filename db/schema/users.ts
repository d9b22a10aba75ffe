import { boolean, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Locale } from "@/server/platform/locale";
import type { Role } from "@/server/platform/permissions";
import { actor, createdAt, instant } from "./columns";
import { tenants } from "./tenants";

/** A person who signs in; may hold seats in several tenants. Seen by a tenant only through a seat (policy). */
export const users = pgTable("users", {
  id: uuid("id").primaryKey(),
  /** Lower case. */
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  /** What they read in; null: what their browser asks for. */
  locale: text("locale").$type<Locale>(),
  /** An IANA name; null: their browser's. */
  timeZone: text("time_zone"),
  /** Whether single keys do things (WCAG 2.1.4 asks that they can be switched off). */
  singleKeys: boolean("single_keys").notNull().default(true),
  createdAt: createdAt(),
  lastActiveAt: instant("last_active_at"),
});

/** Password hashes, apart from users so that no tenant's query can ever reach them. System only. */
export const credentials = pgTable("credentials", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** argon2id in PHC string format. */
  passwordHash: text("password_hash").notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** A sign-in. The session token carries this row's id, so that revoking the row ends it at the next request. System only. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The workspace that this browser looks at. */
    activeTenantId: uuid("active_tenant_id").references(() => tenants.id, { onDelete: "set null" }),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** A link that sets a new password, once. System only. */
export const passwordResets = pgTable(
  "password_resets",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** SHA-256 of the token in the link, in hex. */
    tokenHash: text("token_hash").notNull().unique(),
    /** Who made the link for them; null when it was mailed to the user's own address. */
    createdBy: actor("created_by"),
    /** The seat by which somebody else might make it: the link is void once the user holds any other. */
    seatTenantId: uuid("seat_tenant_id").references(() => tenants.id, { onDelete: "cascade" }),
    seatRole: text("seat_role").$type<Role>(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("password_resets_user").on(t.userId)],
);
