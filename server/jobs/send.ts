import { sql } from "drizzle-orm";
import { fromDrizzle } from "pg-boss";
import type { Tx } from "@/db/tenancy";
import { startBoss } from "./boss";
import { type Payload, QUEUES, type QueueName } from "./queues";

interface SendOptions {
  /** Seconds from now, on the database's clock: a date would carry this machine's. */
  afterSeconds?: number;
}

/**
 * Sends a job in the caller's transaction: it exists if and only if that commits.
 * @throws when the queue took no job, which no queue of ours has a reason for.
 */
export async function send<Q extends QueueName>(
  tx: Tx,
  queue: Q,
  payload: Payload<Q>,
  { afterSeconds = 0 }: SendOptions = {},
): Promise<void> {
  const boss = await startBoss({ supervise: false });
  const data = QUEUES[queue].payload.parse(payload);
  const jobId = await boss.send(queue, data, {
    db: fromDrizzle(tx, sql),
    // Fairness: workers take turns between tenants, so that one's flood does not delay another's.
    group: { id: payload.tenantId },
    ...(afterSeconds > 0 ? { startAfter: Math.ceil(afterSeconds) } : {}),
  });
  if (jobId === null) throw new Error(`the queue ${queue} took no job`);
}
