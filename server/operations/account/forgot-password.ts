import { z } from "zod";
import { countMail } from "@/server/domain/account/attempts";
import { findAccount } from "@/server/domain/account/queries";
import { makeMailedReset } from "@/server/domain/account/resets";
import { Email } from "@/server/domain/account/schema";
import { send } from "@/server/jobs/send";
import { env } from "@/server/platform/env";
import { NO_ID, newId } from "@/server/platform/ids";
import { visitorOperation } from "../operation";

export const forgotPassword = visitorOperation({
  name: "account.forgotPassword",
  summary: "Ask for a link that sets a new password",
  description:
    "Mailed to the address if it has an account; the answer is the same for every address. Without e-mail set up nothing is sent: an admin of the workspace can make a link.",
  kind: "write",
  access: "public",
  input: z.strictObject({ email: Email }),
  output: z.object({ mailing: z.boolean().describe("Whether this deployment sends e-mail at all") }),
  async beforehand(input, { address = "unknown" }) {
    await countMail({ email: input.email, address });
    return input;
  },
  async run({ tx, now }, { email }) {
    if (env().resendApiKey === undefined) return { mailing: false };
    const account = await findAccount(tx, email);
    // An unknown address sends a job as well, which finds nothing: the answer takes no shorter by much.
    const resetId = account ? await makeMailedReset(tx, now, account.user.id) : newId();
    send(tx, "password.reset", { tenantId: NO_ID, resetId });
    return { mailing: true };
  },
});
