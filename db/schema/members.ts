import {
  boolean,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Availability } from "@/server/domain/assignment/schema";
import type { NoticeKind } from "@/server/domain/notifications/schema";
import type { AssignmentStrategy } from "@/server/domain/teams/schema";
import type { Role } from "@/server/platform/permissions";
import { actor, createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { tenants } from "./tenants";
import { users } from "./users";

/** A user's seat in a tenant. */
export const members = pgTable(
  "members",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role").$type<Role>().notNull(),
    status: text("status").$type<"active" | "inactive">().notNull().default("active"),
    /** Who decides in their place, and until when; null while they decide themselves. */
    delegateTo: uuid("delegate_to"),
    delegateUntil: instant("delegate_until"),
    availability: text("availability").$type<Availability>().notNull().default("online"),
    /** When somebody who is not there is back; null until they say so. */
    outUntil: instant("out_until"),
    /** What they are good at: tasks that want it come to them first. */
    skills: json("skills").$type<string[]>().notNull().default([]),
    /** Where the file storage has their picture. */
    photoKey: text("photo_key"),
    /** Kinds of notifications that they want to hear nothing of, by channel. */
    mutedInDashboard: text("muted_in_dashboard").array().$type<NoticeKind[]>().notNull().default([]),
    mutedByEmail: text("muted_by_email").array().$type<NoticeKind[]>().notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId] }), index("members_user").on(t.userId)],
);

/** An open invitation: whoever holds the link takes the seat. */
export const invites = pgTable(
  "invites",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    role: text("role").$type<Role>().notNull(),
    /** The teams that whoever accepts it is in from the start. */
    teamIds: json("team_ids").$type<string[]>().notNull().default([]),
    /** SHA-256 of the token in the link, in hex. */
    tokenHash: text("token_hash").notNull().unique(),
    invitedBy: actor("invited_by").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** People who share a queue of tasks. */
export const teams = pgTable(
  "teams",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    description: text("description"),
    assignmentStrategy: text("assignment_strategy").$type<AssignmentStrategy>().notNull().default("manual"),
    /** Whose turn it was last, for `round-robin`. */
    lastAssignedUserId: uuid("last_assigned_user_id"),
    /** Whether a customer comes back to whoever answered them last. */
    sticky: boolean("sticky").notNull().default(true),
    /** The name of the SLA policy that its tasks have. */
    slaPolicy: text("sla_policy"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique("teams_slug").on(t.tenantId, t.slug)],
);

export const teamMembers = pgTable(
  "team_members",
  {
    tenantId: tenantId(),
    teamId: uuid("team_id").notNull(),
    userId: uuid("user_id").notNull(),
    /** How many open tasks of this team they are given at most; null for any number. */
    capacity: integer("capacity"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.teamId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.teamId], foreignColumns: [teams.tenantId, teams.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [t.tenantId, t.userId],
      foreignColumns: [members.tenantId, members.userId],
    }).onDelete("cascade"),
    index("team_members_user").on(t.tenantId, t.userId),
  ],
);
