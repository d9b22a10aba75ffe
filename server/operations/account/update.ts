import { noteChange } from "@/db/changes";
import { changeAccount, seatsOf } from "@/server/domain/account/queries";
import { AccountChanges, AccountView } from "@/server/domain/account/schema";
import { accountView } from "@/server/domain/account/view";
import { unauthenticated } from "@/server/platform/errors";
import { visitorOperation } from "../operation";

export const updateAccount = visitorOperation({
  name: "account.update",
  summary: "Change one's own name, language, time zone and keys",
  description:
    "A name is shown wherever one is named from now on; what was done before keeps the name it was done under.",
  kind: "write",
  access: "signedIn",
  input: AccountChanges,
  output: AccountView,
  async run({ tx, visitor }, changes) {
    const user = visitor.userId ? await changeAccount(tx, visitor.userId, changes) : undefined;
    if (!user) throw unauthenticated("Sign in first.");
    if (changes.name !== undefined) {
      for (const { id } of await seatsOf(tx, user.id)) noteChange(tx, id, "workspace", user.id);
    }
    return accountView(user);
  },
});
