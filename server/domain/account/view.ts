import type { UserRow } from "./queries";
import type { AccountView } from "./schema";

/** A person as they see themselves. */
export function accountView({ id, name, email, locale, timeZone }: UserRow): AccountView {
  return { id, name, email, locale, timeZone };
}
