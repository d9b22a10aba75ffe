import { withTenant } from "@/db/tenancy";
import type { Outcome } from "@/server/connectors/outcome";
import { log } from "@/server/platform/log";
import type { Payload } from "./queues";
import { send } from "./send";

/** Queues whose jobs an outside system may put off. */
type PutOffQueue = "notification.send" | "invite.send" | "password.reset";

/** What an outside system asks for is honoured up to here, and so often. */
const LONGEST_SECONDS = 3_600;
const MOST_TIMES = 20;

/**
 * Ends a job by what the outside system said: what may work later is thrown, so that the queue tries again by its own
 * backoff, or sent anew for when the outside system asks for it; what can't work is said in the log and left.
 */
export async function settle<Q extends PutOffQueue>(
  queue: Q,
  payload: Payload<Q>,
  outcome: Outcome,
): Promise<void> {
  if (outcome.outcome === "failed")
    log.error({ code: outcome.code, reason: outcome.reason }, "could not be sent");
  if (outcome.outcome !== "retry") return;
  const { retryAfterSeconds = 0, code, reason } = outcome;
  const { tenantId, putOff = 0 } = payload;
  if (retryAfterSeconds <= 0 || putOff >= MOST_TIMES) throw new Error(`${code}: ${reason}`);
  const afterSeconds = Math.min(retryAfterSeconds, LONGEST_SECONDS);
  log.warn({ code, reason, afterSeconds }, "put off by the other side");
  await withTenant(tenantId, async (tx) =>
    send(tx, queue, { ...payload, putOff: putOff + 1 }, { afterSeconds }),
  );
}
