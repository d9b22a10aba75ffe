import { z } from "zod";
import { withSystem } from "@/db/tenancy";
import { tryPassword } from "@/server/domain/account/attempts";
import { hashPassword, verifyPassword } from "@/server/domain/account/passwords";
import { findAccountOf } from "@/server/domain/account/queries";
import { GivenPassword, NewPassword } from "@/server/domain/account/schema";
import { setPassword } from "@/server/domain/account/set-password";
import { conflict, invalid, unauthenticated } from "@/server/platform/errors";
import { visitorOperation } from "../operation";

export const changePassword = visitorOperation({
  name: "account.changePassword",
  summary: "Change one's own password",
  description: "Every other session of the user ends; the one that asks stays.",
  kind: "write",
  access: "signedIn",
  input: z.strictObject({ currentPassword: GivenPassword, password: NewPassword }),
  output: z.object({ changed: z.literal(true) }),
  /** Verifies and hashes with no transaction open: `run` gets both passwords as their hashes. */
  async beforehand({ currentPassword, password }, { userId, sessionId }) {
    const account = userId
      ? await withSystem("a user changes their password", (tx) => findAccountOf(tx, userId))
      : undefined;
    if (!account) throw unauthenticated("Sign in first.");
    const { user, passwordHash } = account;
    const from = { email: user.email, address: `session ${sessionId ?? "unknown"}` };
    if (!(await tryPassword(from, () => verifyPassword(passwordHash, currentPassword)))) {
      const message = "is not your current password";
      throw invalid(`This ${message}.`, [{ path: "currentPassword", message }], "wrong_password");
    }
    return { currentPassword: passwordHash, password: await hashPassword(password) };
  },
  async run({ tx, now, visitor }, { currentPassword: instead, password: passwordHash }) {
    const { userId, sessionId: keep } = visitor;
    if (!userId) throw unauthenticated("Sign in first.");
    if (!(await setPassword(tx, now, { userId, passwordHash, instead, keep }))) {
      throw conflict("password_changed", "Your password was changed meanwhile. Sign in with the new one.");
    }
    return { changed: true as const };
  },
});
