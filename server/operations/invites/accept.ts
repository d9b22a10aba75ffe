import { z } from "zod";
import { PersonName, UserView } from "@/server/domain/account/schema";
import { acceptInvite as accept } from "@/server/domain/members/accept";
import { InviteToken, RoleName } from "@/server/domain/members/schema";
import { visitorOperation } from "../operation";

export const acceptInvite = visitorOperation({
  name: "invite.accept",
  summary: "Accept an invitation",
  description:
    "Signed in with the invited address: nothing more is needed. With an account that is not signed in: its password. Without one: a name and a password for it.",
  kind: "write",
  access: "public",
  input: z.strictObject({
    token: InviteToken,
    name: PersonName.optional(),
    password: z.string().max(1000).optional(),
  }),
  output: z.object({
    user: UserView,
    tenant: z.object({ id: z.string(), name: z.string(), slug: z.string() }),
    role: RoleName,
  }),
  run: ({ tx, now, visitor }, input) => accept({ tx, now, visitor }, input),
});
