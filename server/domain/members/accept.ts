import type { Tx } from "@/db/tenancy";
import { tryPassword } from "@/server/domain/account/attempts";
import { hashPassword, verifyPassword } from "@/server/domain/account/passwords";
import { createAccount, findAccount, findUser, type UserRow } from "@/server/domain/account/queries";
import { NewPassword } from "@/server/domain/account/schema";
import { lookAt } from "@/server/domain/account/sessions";
import type { Visitor } from "@/server/platform/actor";
import { AppError, type FieldError, forbidden, invalid, unauthenticated } from "@/server/platform/errors";
import { type OpenInvite, openInvite, takeSeat } from "./invites";

interface At {
  tx: Tx;
  now: Date;
  visitor: Visitor;
}

interface Acceptance {
  token: string;
  name?: string | undefined;
  password?: string | undefined;
}

/**
 * Gives whoever holds the link the seat, once they have shown that the invited address is theirs: by being signed
 * in with it, by its account's password, or, where it has none, by holding the link.
 */
export async function acceptInvite(at: At, acceptance: Acceptance) {
  const { tx, now, visitor } = at;
  const open = await openInvite(tx, now, acceptance.token);
  const user = visitor.userId
    ? await signedInUser(tx, visitor.userId, open)
    : await userByPassword(at, open, acceptance);
  await takeSeat(tx, now, open, user.id);
  if (visitor.sessionId) await lookAt(tx, now, visitor.sessionId, open.tenant.id);
  const { id, name, email } = user;
  return { user: { id, name, email }, tenant: open.tenant, role: open.invite.role };
}

async function signedInUser(tx: Tx, userId: string, { invite }: OpenInvite): Promise<UserRow> {
  const user = await findUser(tx, userId);
  if (!user) throw unauthenticated("Sign in first.");
  if (user.email !== invite.email) {
    throw forbidden(
      `This invitation is for ${invite.email}, but you are signed in as ${user.email}. Sign out first.`,
      "invite_for_another",
    );
  }
  return user;
}

async function userByPassword(
  { tx, now, visitor }: At,
  open: OpenInvite,
  acceptance: Acceptance,
): Promise<UserRow> {
  const { email } = open.invite;
  const account = await findAccount(tx, email);
  const { password = "" } = acceptance;
  if (!account) return newUser(tx, now, open, acceptance);
  const address = visitor.address ?? "unknown";
  const right = await tryPassword({ email, address }, () =>
    verifyPassword(account.passwordHash ?? undefined, password),
  );
  if (!right) {
    throw new AppError({
      kind: "Unauthenticated",
      code: "wrong_password",
      message: "This is not the password of that account.",
      errors: [{ path: "password", message: "is not this account's password" }],
    });
  }
  return account.user;
}

async function newUser(
  tx: Tx,
  now: Date,
  { invite, defaults }: OpenInvite,
  { name, password }: Acceptance,
): Promise<UserRow> {
  const errors: FieldError[] = [];
  if (!name) errors.push({ path: "name", message: "must not be empty" });
  const checked = NewPassword.safeParse(password ?? "");
  if (!checked.success) {
    errors.push({ path: "password", message: checked.error.issues[0]?.message ?? "can't be used" });
  }
  if (!name || !checked.success) throw invalid("Some of what was sent can't be used; see `errors`.", errors);
  const { locale, timeZone } = defaults;
  const passwordHash = await hashPassword(checked.data);
  return createAccount(tx, now, { name, email: invite.email, passwordHash, locale, timeZone });
}
