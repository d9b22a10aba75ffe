import { and, eq, isNull, ne } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { passwordResets, users } from "@/db/schema/users";
import type { Tx } from "@/db/tenancy";
import { type Actor, actorRef } from "@/server/platform/actor";
import { AppError, conflict } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { hashLinkToken, linkToken } from "@/server/platform/link-token";
import type { Role } from "@/server/platform/permissions";
import type { UserRow } from "./queries";

// Everything here needs a transaction that sees every tenant: accounts belong to none.

type ResetRow = typeof passwordResets.$inferSelect;

const HOUR_MS = 3_600_000;
/** Handed over by a colleague, who may not meet the user at once. */
const HANDED_HOURS = 24;
/** Mailed to whoever waits for it. */
export const MAILED_HOURS = 1;

/** A link that was made for its user to be handed over. */
export interface MadeReset {
  token: string;
  expiresAt: Date;
}

/**
 * Makes a link that an admin hands to a member who forgot their password; an earlier one stops working.
 * Whoever holds it can become the user everywhere, so nobody is given one who has a seat in another workspace.
 * @throws Conflict (`member_elsewhere`)
 */
export async function makeResetFor(
  tx: Tx,
  now: Date,
  { userId, role, by }: { userId: string; role: Role; by: Actor },
): Promise<MadeReset> {
  if (await hasSeatBeside(tx, userId, by.tenantId)) {
    throw conflict(
      "member_elsewhere",
      "They are a member of another workspace too, and a new password would open that one as well. They can reset it by e-mail, at “Forgot your password?” on the sign-in page, where e-mail is set up.",
      { userId },
    );
  }
  const ofThisSeat = and(eq(passwordResets.userId, userId), eq(passwordResets.seatTenantId, by.tenantId));
  await tx
    .update(passwordResets)
    .set({ usedAt: now })
    .where(and(ofThisSeat, isNull(passwordResets.usedAt)));
  const { id, expiresAt } = await insertReset(tx, now, HANDED_HOURS, {
    userId,
    createdBy: actorRef(by),
    seatTenantId: by.tenantId,
    seatRole: role,
  });
  return { token: linkToken("reset", id), expiresAt };
}

/** Makes a link to be mailed to the user's own address. @returns its id, of which the mailing job makes the token. */
export async function makeMailedReset(tx: Tx, now: Date, userId: string): Promise<string> {
  const none = { createdBy: null, seatTenantId: null, seatRole: null };
  return (await insertReset(tx, now, MAILED_HOURS, { userId, ...none })).id;
}

type Origin = Pick<ResetRow, "userId" | "createdBy" | "seatTenantId" | "seatRole">;

async function insertReset(tx: Tx, now: Date, hours: number, origin: Origin): Promise<ResetRow> {
  const id = newId();
  const row: ResetRow = {
    ...origin,
    id,
    tokenHash: hashLinkToken(linkToken("reset", id)),
    createdAt: now,
    expiresAt: new Date(now.getTime() + hours * HOUR_MS),
    usedAt: null,
  };
  await tx.insert(passwordResets).values(row);
  return row;
}

async function hasSeatBeside(tx: Tx, userId: string, tenantId: string): Promise<boolean> {
  const [seat] = await tx
    .select({ tenantId: members.tenantId })
    .from(members)
    .where(and(eq(members.userId, userId), eq(members.status, "active"), ne(members.tenantId, tenantId)))
    .limit(1);
  return seat !== undefined;
}

/**
 * Finds the reset that a link's token opens, and locks it.
 * @throws NotFound for a token of nothing, Conflict (`reset_used`, `reset_expired`, `reset_void`) for one that is over.
 */
export async function openReset(tx: Tx, now: Date, token: string): Promise<UserRow> {
  const [found] = await tx
    .select({ reset: passwordResets, user: users })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(eq(passwordResets.tokenHash, hashLinkToken(token)))
    .for("update", { of: passwordResets });
  if (!found) {
    throw new AppError({
      kind: "NotFound",
      code: "reset_not_found",
      message: "This link is not one of ours, or only a part of it. Ask for a new one.",
    });
  }
  const { reset, user } = found;
  if (reset.usedAt) {
    throw conflict("reset_used", "This link was used already, or a newer one took its place.");
  }
  if (reset.expiresAt <= now) throw conflict("reset_expired", "This link has run out. Ask for a new one.");
  if (!(await stillGood(tx, reset))) {
    throw conflict(
      "reset_void",
      "This member's seat has changed since the link was made. Ask for a new one.",
    );
  }
  return user;
}

/** A link that somebody else made is good while the user has that seat, as it was, and no other. */
async function stillGood(tx: Tx, { userId, seatTenantId, seatRole }: ResetRow): Promise<boolean> {
  if (seatTenantId === null) return true;
  const seats = await tx
    .select({ tenantId: members.tenantId, role: members.role })
    .from(members)
    .where(and(eq(members.userId, userId), eq(members.status, "active")));
  const [seat, another] = seats;
  return seat?.tenantId === seatTenantId && seat.role === seatRole && another === undefined;
}

/** A mailed reset that can still be used, with whom to mail it to. */
export async function findMailedReset(tx: Tx, now: Date, resetId: string) {
  const [found] = await tx
    .select({ reset: passwordResets, user: users })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(and(eq(passwordResets.id, resetId), isNull(passwordResets.usedAt)));
  return found && found.reset.expiresAt > now ? found : undefined;
}
