import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "./env";
import { tooMany } from "./errors";

/** What the `RateLimit-*` headers say. */
export interface RateLimitState {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

const WINDOW_SECONDS = 60;

// Counted in memory, for each process by itself: a row for every request would cost more than it guards.
const shared = globalThis as { __orkestraRateLimiter?: RateLimiterMemory };

/**
 * Counts one request of this caller against its limit.
 * @throws TooMany with the seconds to wait once the limit is passed.
 */
export async function countRequest(caller: string): Promise<RateLimitState> {
  const limit = env().rateLimitPerMinute;
  shared.__orkestraRateLimiter ??= new RateLimiterMemory({ points: limit, duration: WINDOW_SECONDS });
  try {
    const used = await shared.__orkestraRateLimiter.consume(caller);
    return { limit, remaining: used.remainingPoints, resetSeconds: Math.ceil(used.msBeforeNext / 1000) };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw tooMany(`Too many requests: at most ${limit} a minute. Try again in ${seconds} s.`, seconds);
  }
}
