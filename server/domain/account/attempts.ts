import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { tooMany } from "@/server/platform/errors";

const WINDOW_SECONDS = 15 * 60;

/** Wrong passwords in 15 minutes: for one address at one account, and for an account from wherever they come. */
const FROM_ONE_ADDRESS = 10;
const FROM_EVERYWHERE = 100;

// One count for both bundles in this process.
const shared = globalThis as { __orkestraAttempts?: { pair: RateLimiterMemory; account: RateLimiterMemory } };

function limiters() {
  shared.__orkestraAttempts ??= {
    pair: new RateLimiterMemory({ points: FROM_ONE_ADDRESS, duration: WINDOW_SECONDS }),
    account: new RateLimiterMemory({ points: FROM_EVERYWHERE, duration: WINDOW_SECONDS }),
  };
  return shared.__orkestraAttempts;
}

/**
 * Lets somebody try a password, unless too many tries failed before. A try counts before its outcome is known, so
 * that a thousand at once are no way around, and is given back when it succeeds.
 * @throws TooMany
 */
export async function tryPassword(
  { email, address }: { email: string; address: string },
  attempt: () => Promise<boolean>,
): Promise<boolean> {
  const { pair, account } = limiters();
  await count(pair, `${email} ${address}`);
  await count(account, email);
  const succeeded = await attempt();
  if (succeeded) {
    await pair.delete(`${email} ${address}`);
    await account.reward(email);
  }
  return succeeded;
}

async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    const minutes = Math.ceil(seconds / 60);
    throw tooMany(
      `Too many failed attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
      seconds,
    );
  }
}
