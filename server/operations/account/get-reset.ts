import { z } from "zod";
import { openReset } from "@/server/domain/account/resets";
import { ResetToken, UserView } from "@/server/domain/account/schema";
import { visitorOperation } from "../operation";

export const getReset = visitorOperation({
  name: "account.getReset",
  summary: "See whose password a link resets",
  kind: "read",
  access: "public",
  input: z.strictObject({ token: ResetToken }),
  output: UserView.pick({ name: true, email: true }),
  async run({ tx, now }, { token }) {
    const { name, email } = await openReset(tx, now, token);
    return { name, email };
  },
});
