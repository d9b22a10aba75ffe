/** How an attempt to hand something to an outside system ended. The caller's queue acts on it; nothing throws. */
export type Outcome =
  /** The outside system has taken it; `id` is its own name for it. */
  | { outcome: "sent"; id: string }
  /** It may work later, not before `retryAfterSeconds` when given. */
  | { outcome: "retry"; code: string; reason: string; retryAfterSeconds?: number }
  /** It will not work unless something is changed: trying again is of no use. */
  | { outcome: "failed"; code: string; reason: string }
  /** There was nothing to do: not set up here, or no way to reach this recipient. */
  | { outcome: "skipped"; code: string; reason: string };

/**
 * Seconds that a `Retry-After` header asks for (RFC 9110: seconds or a date), from `now`; undefined when it says
 * nothing usable. At most a day.
 */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  if (!header) return undefined;
  const text = header.trim();
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now.getTime()) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 86_400) : undefined;
}
