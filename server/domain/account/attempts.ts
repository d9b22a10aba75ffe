import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { tooMany } from "@/server/platform/errors";

const WINDOW_SECONDS = 15 * 60;

/** Wrong passwords in 15 minutes: for one address at one account, and for an account from wherever they come. */
const FROM_ONE_ADDRESS = 10;
const FROM_EVERYWHERE = 100;

/** Mails with a link for a new password, in an hour: to one address, and asked for from one place. */
const MAILS_TO_ONE = 3;
const MAILS_FROM_ONE_PLACE = 20;

// One count for both bundles in this process.
const shared = globalThis as {
  __orkestraAttempts?: Record<"pair" | "account" | "mailTo" | "mailFrom", RateLimiterMemory>;
};

function limiters() {
  shared.__orkestraAttempts ??= {
    pair: new RateLimiterMemory({ points: FROM_ONE_ADDRESS, duration: WINDOW_SECONDS }),
    account: new RateLimiterMemory({ points: FROM_EVERYWHERE, duration: WINDOW_SECONDS }),
    mailTo: new RateLimiterMemory({ points: MAILS_TO_ONE, duration: 3_600 }),
    mailFrom: new RateLimiterMemory({ points: MAILS_FROM_ONE_PLACE, duration: 3_600 }),
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

/** Forgets the failures of whoever has shown otherwise that an account is theirs. */
export async function forgiveAttempts({ email, address }: { email: string; address: string }): Promise<void> {
  const { pair, account } = limiters();
  await pair.delete(`${email} ${address}`);
  await account.delete(email);
}

/**
 * Counts a request for a mail with a link, the same whether the address has an account or not.
 * @throws TooMany
 */
export async function countMail({ email, address }: { email: string; address: string }): Promise<void> {
  const { mailTo, mailFrom } = limiters();
  await count(mailFrom, address, "Too many mails were asked for.");
  await count(mailTo, email, "Too many mails were asked for.");
}

async function count(
  limiter: RateLimiterMemory,
  key: string,
  complaint = "Too many failed attempts.",
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    const minutes = Math.ceil(seconds / 60);
    throw tooMany(`${complaint} Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`, seconds);
  }
}
