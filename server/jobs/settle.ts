import type { Outcome } from "@/server/connectors/outcome";
import { log } from "@/server/platform/log";

/**
 * Ends a job by what the outside system said: what may work later is thrown, so that the queue tries again by its
 * own backoff; what can't work is said in the log and left.
 */
export function settle(outcome: Outcome): void {
  if (outcome.outcome === "retry") throw new Error(`${outcome.code}: ${outcome.reason}`);
  if (outcome.outcome === "failed")
    log.error({ code: outcome.code, reason: outcome.reason }, "could not be sent");
}
