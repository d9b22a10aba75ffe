import { hash, verify } from "@node-rs/argon2";
import { unavailable } from "@/server/platform/errors";

/** argon2id (the library's default) with 19 MiB and two passes: OWASP's first recommendation. About 50 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of no password anybody has: verifying against it takes as long as against a real one. */
const NOBODYS =
  "$argon2id$v=19$m=19456,t=2,p=1$UOuGnj6KCxKlF0exuPgZmg$MOOS0f18ASmzvJ+E7SFqwCY5enbeUKmnah7iHT+rvQA";

/** Hashing fills a core and 19 MiB each: a crowd at the sign-in must not starve everything else. */
const AT_ONCE = 2;
const MAY_WAIT = 100;

// One gate for both bundles in this process.
const shared = globalThis as { __orkestraHashing?: { busy: number; waiting: (() => void)[] } };

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  shared.__orkestraHashing ??= { busy: 0, waiting: [] };
  const gate = shared.__orkestraHashing;
  if (gate.busy >= AT_ONCE) {
    if (gate.waiting.length >= MAY_WAIT)
      throw unavailable("Too many people sign in just now. Try again in a moment.");
    await new Promise<void>((resolve) => gate.waiting.push(resolve));
  } else gate.busy++;
  try {
    return await work();
  } finally {
    const next = gate.waiting.shift();
    if (next) next();
    else gate.busy--;
  }
}

/** The password's argon2id hash in PHC string format. @throws Unavailable when too many wait already. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST));
}

/** Whether the password is the one of this hash; takes as long when there is no hash, and is then false. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(passwordHash ?? NOBODYS, password));
  return matches && passwordHash !== undefined;
}
