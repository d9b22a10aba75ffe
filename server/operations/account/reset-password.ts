import { z } from "zod";
import { withSystem } from "@/db/tenancy";
import { forgiveAttempts } from "@/server/domain/account/attempts";
import { hashPassword } from "@/server/domain/account/passwords";
import { openReset } from "@/server/domain/account/resets";
import { NewPassword, ResetToken, UserView } from "@/server/domain/account/schema";
import { setPassword } from "@/server/domain/account/set-password";
import { visitorOperation } from "../operation";

export const resetPassword = visitorOperation({
  name: "account.resetPassword",
  summary: "Set a new password by a link",
  description: "The link works once. Every session of the user ends.",
  kind: "write",
  access: "public",
  input: z.strictObject({ token: ResetToken, password: NewPassword }),
  output: UserView,
  async beforehand({ token, password }) {
    await withSystem("a link is looked at before a password is hashed", (tx, now) =>
      openReset(tx, now, token),
    );
    return { token, password: await hashPassword(password) };
  },
  async run({ tx, now, visitor }, { token, password: passwordHash }) {
    const { id, name, email } = await openReset(tx, now, token);
    await setPassword(tx, now, { userId: id, passwordHash });
    await forgiveAttempts({ email, address: visitor.address ?? "unknown" });
    return { id, name, email };
  },
});
