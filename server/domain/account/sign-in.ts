import { withSystem } from "@/db/tenancy";
import { tryPassword } from "./attempts";
import { verifyPassword } from "./passwords";
import { findAccount, isStillPassword } from "./queries";
import { Email } from "./schema";
import { openSession } from "./sessions";

interface SignIn {
  email: string;
  password: string;
  address: string;
  userAgent: string | null;
}

export interface SignedIn {
  id: string;
  name: string;
  email: string;
  sessionId: string;
}

/**
 * Signs a user in: null for a wrong password and for an unknown address alike, in the same time.
 * The password is verified between two transactions, so that no connection waits for it.
 * @throws TooMany after too many failures.
 */
export async function signIn({
  email: typed,
  password,
  address,
  userAgent,
}: SignIn): Promise<SignedIn | null> {
  const email = Email.safeParse(typed).data;
  if (!email || password.length > 1_000) return null;
  const account = await withSystem("an account signs in", (tx) => findAccount(tx, email));
  const right = await tryPassword({ email, address }, () =>
    verifyPassword(account?.passwordHash ?? undefined, password),
  );
  if (!right || !account?.passwordHash) return null;
  const { user, passwordHash } = account;
  const { id, name } = user;
  const sessionId = await withSystem("a session opens", async (tx, now) =>
    // A password that was replaced meanwhile lets nobody in behind the revoking of its sessions.
    (await isStillPassword(tx, id, passwordHash)) ? openSession(tx, now, id, userAgent) : null,
  );
  return sessionId === null ? null : { id, name, email, sessionId };
}
