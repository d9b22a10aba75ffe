import { and, asc, eq } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { tenants } from "@/db/schema/tenants";
import { credentials, users } from "@/db/schema/users";
import type { Tx } from "@/db/tenancy";
import { availabilityAt } from "@/server/domain/members/rules";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Locale } from "@/server/platform/locale";
import type { AccountChanges, SeatView } from "./schema";

// Everything here needs a transaction that sees every tenant: accounts belong to none.

export type UserRow = typeof users.$inferSelect;

interface NewAccount {
  name: string;
  email: string;
  passwordHash: string;
  /** What the workspace that they come to suggests. */
  locale?: Locale | undefined;
  timeZone?: string | undefined;
}

/**
 * Makes a user who signs in with a password.
 * @throws Conflict (`email_taken`)
 */
export async function createAccount(
  tx: Tx,
  now: Date,
  { passwordHash, ...user }: NewAccount,
): Promise<UserRow> {
  const [made] = await tx
    .insert(users)
    .values({ ...user, id: newId(), createdAt: now })
    .onConflictDoNothing({ target: users.email })
    .returning();
  if (!made) throw emailTaken();
  await tx.insert(credentials).values({ userId: made.id, passwordHash, updatedAt: now });
  return made;
}

function emailTaken(): AppError {
  return new AppError({
    kind: "Conflict",
    code: "email_taken",
    message: "There is an account with this e-mail address already. Sign in instead.",
    errors: [{ path: "email", message: "belongs to an account already: sign in instead" }],
  });
}

/** A user with their password's hash, for signing in. */
export async function findAccount(tx: Tx, email: string) {
  const [found] = await tx
    .select({ user: users, passwordHash: credentials.passwordHash })
    .from(users)
    .leftJoin(credentials, eq(credentials.userId, users.id))
    .where(eq(users.email, email));
  return found;
}

export async function findUser(tx: Tx, userId: string): Promise<UserRow | undefined> {
  const [found] = await tx.select().from(users).where(eq(users.id, userId));
  return found;
}

/** Changes what a user chose about their account. */
export async function changeAccount(
  tx: Tx,
  userId: string,
  changes: AccountChanges,
): Promise<UserRow | undefined> {
  if (Object.keys(changes).length === 0) return findUser(tx, userId);
  const [user] = await tx.update(users).set(changes).where(eq(users.id, userId)).returning();
  return user;
}

/** A user with their password's hash, for changing it. */
export async function findAccountOf(tx: Tx, userId: string) {
  const [found] = await tx
    .select({ user: users, passwordHash: credentials.passwordHash })
    .from(users)
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .where(eq(users.id, userId));
  return found;
}

/** Whether a hash is still that of the user's password; keeps it so until the transaction ends. */
export async function isStillPassword(tx: Tx, userId: string, passwordHash: string): Promise<boolean> {
  const [found] = await tx
    .select({ passwordHash: credentials.passwordHash })
    .from(credentials)
    .where(eq(credentials.userId, userId))
    .for("share");
  return found?.passwordHash === passwordHash;
}

/** Whether somebody is there, in one of their workspaces. */
export async function presenceOf(tx: Tx, userId: string, tenantId: string, now: Date) {
  const [seat] = await tx
    .select({ availability: members.availability, outUntil: members.outUntil })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.userId, userId)));
  if (!seat) return null;
  const availability = availabilityAt(seat, now);
  return {
    availability,
    outUntil: availability === "online" ? null : (seat.outUntil?.toISOString() ?? null),
  };
}

/** Every workspace in which the user holds a living seat, by name. */
export async function seatsOf(tx: Tx, userId: string): Promise<SeatView[]> {
  return tx
    .select({ id: tenants.id, name: tenants.name, slug: tenants.slug, role: members.role })
    .from(members)
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(and(eq(members.userId, userId), eq(members.status, "active"), eq(tenants.status, "active")))
    .orderBy(asc(tenants.name), asc(tenants.id));
}
