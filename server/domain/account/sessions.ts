import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { tenants } from "@/db/schema/tenants";
import { sessions, users } from "@/db/schema/users";
import { type Tx, withSystem } from "@/db/tenancy";
import { newId } from "@/server/platform/ids";
import type { ReaderSettings } from "@/server/platform/locale";
import { log } from "@/server/platform/log";
import type { Role } from "@/server/platform/permissions";

/** How long a sign-in lasts. */
export const SESSION_DAYS = 30;
const TOUCH_AFTER_MS = 60_000;

const living = and(isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`));
const livingSeat = and(eq(members.status, "active"), eq(tenants.status, "active"));

/** Opens a session that looks at the workspace the user was last in, or joined since. @returns the session's id. */
export async function openSession(
  tx: Tx,
  now: Date,
  userId: string,
  userAgent: string | null,
): Promise<string> {
  const lastThere = tx
    .select({ at: sql`max(${sessions.lastSeenAt})` })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.activeTenantId, members.tenantId)));
  const [seat] = await tx
    .select({ tenantId: members.tenantId })
    .from(members)
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(and(eq(members.userId, userId), livingSeat))
    .orderBy(desc(sql`greatest(${members.createdAt}, (${lastThere}))`))
    .limit(1);
  const id = newId();
  await tx.insert(sessions).values({
    id,
    userId,
    activeTenantId: seat?.tenantId ?? null,
    userAgent: userAgent?.slice(0, 500) ?? null,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
  });
  await tx.update(users).set({ lastActiveAt: now }).where(eq(users.id, userId));
  return id;
}

/** Ends a session at its next request. */
export async function revokeSession(tx: Tx, now: Date, sessionId: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
}

/** The sessions of a user that live, last seen first. */
export async function livingSessions(tx: Tx, userId: string) {
  return tx
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), living))
    .orderBy(desc(sessions.lastSeenAt));
}

/** Ends one of a user's own sessions. @returns whether there was one to end */
export async function endSession(tx: Tx, now: Date, userId: string, sessionId: string): Promise<boolean> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), living))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Ends all of a user's sessions but one. @returns how many */
export async function endOtherSessions(
  tx: Tx,
  now: Date,
  userId: string,
  keep: string | undefined,
): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.userId, userId), living, keep ? ne(sessions.id, keep) : undefined))
    .returning({ id: sessions.id });
  return ended.length;
}

/** Who holds a session, and their seat in the workspace they look at, if they still have it. */
export interface SessionHolder {
  userId: string;
  name: string;
  reader: ReaderSettings;
  seat: { tenantId: string; role: Role } | null;
}

/**
 * Reads a session in one query: null when it was revoked or has expired. A seat that was taken away is no seat
 * here, and no other workspace takes its place: what a person does must never land where they aren't looking.
 */
export async function findSession(sessionId: string): Promise<SessionHolder | null> {
  const [row] = await withSystem("who holds this session", (tx) =>
    tx
      .select({
        userId: users.id,
        name: users.name,
        locale: users.locale,
        timeZone: users.timeZone,
        tenantId: tenants.id,
        role: members.role,
        stale: sql<boolean>`${sessions.lastSeenAt} < now() - ${TOUCH_AFTER_MS} * interval '1 millisecond'`,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(
        members,
        and(
          eq(members.tenantId, sessions.activeTenantId),
          eq(members.userId, sessions.userId),
          eq(members.status, "active"),
        ),
      )
      .leftJoin(tenants, and(eq(tenants.id, members.tenantId), eq(tenants.status, "active")))
      .where(and(eq(sessions.id, sessionId), living)),
  );
  if (!row) return null;
  if (row.stale) touchLater(sessionId, row.userId);
  const { userId, name, locale, timeZone, tenantId, role } = row;
  return { userId, name, reader: { locale, timeZone }, seat: tenantId && role ? { tenantId, role } : null };
}

/** Notes that the session lives, beside the request and not before its answer. */
function touchLater(sessionId: string, userId: string): void {
  withSystem("a session was seen", async (tx, now) => {
    await tx.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, sessionId));
    await tx.update(users).set({ lastActiveAt: now }).where(eq(users.id, userId));
  }).catch((error) => log.debug({ err: error }, "session not noted as seen"));
}

/** The workspace that a session looks at. */
export async function activeTenantOf(tx: Tx, sessionId: string): Promise<string | null> {
  const [row] = await tx
    .select({ tenantId: sessions.activeTenantId })
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  return row?.tenantId ?? null;
}

/** Makes a session look at another workspace; that its user has a seat there is the caller's to check. */
export async function lookAt(tx: Tx, now: Date, sessionId: string, tenantId: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ activeTenantId: tenantId, lastSeenAt: now })
    .where(eq(sessions.id, sessionId));
}
