import type { UserRow } from "./queries";
import type { AccountView } from "./schema";

/** A person as they see themselves. */
export function accountView(user: UserRow): AccountView {
  const { id, name, email, locale, timeZone, singleKeys } = user;
  return { id, name, email, locale, timeZone, singleKeys };
}
