import { z } from "zod";
import { revokeSession } from "@/server/domain/account/sessions";
import { visitorOperation } from "../operation";

export const signOut = visitorOperation({
  name: "account.signOut",
  summary: "End one's session",
  kind: "write",
  access: "signedIn",
  input: z.strictObject({}),
  output: z.object({ signedOut: z.literal(true) }),
  async run({ tx, now, visitor }) {
    if (visitor.sessionId) await revokeSession(tx, now, visitor.sessionId);
    return { signedOut: true as const };
  },
});
