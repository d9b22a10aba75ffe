import { z } from "zod";
import { noteChange } from "@/db/changes";
import { renameUser, seatsOf } from "@/server/domain/account/queries";
import { PersonName, UserView } from "@/server/domain/account/schema";
import { unauthenticated } from "@/server/platform/errors";
import { visitorOperation } from "../operation";

export const updateAccount = visitorOperation({
  name: "account.update",
  summary: "Change one's own name",
  description: "Wherever one is named from now on; what was done before keeps the name it was done under.",
  kind: "write",
  access: "signedIn",
  input: z.strictObject({ name: PersonName }),
  output: UserView,
  async run({ tx, visitor }, { name }) {
    const user = visitor.userId ? await renameUser(tx, visitor.userId, name) : undefined;
    if (!user) throw unauthenticated("Sign in first.");
    for (const { id } of await seatsOf(tx, user.id)) noteChange(tx, id, "workspace", user.id);
    return { id: user.id, name: user.name, email: user.email };
  },
});
