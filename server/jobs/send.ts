import { sql } from "drizzle-orm";
import { fromDrizzle } from "pg-boss";
import type { Tx } from "@/db/tenancy";
import { startBoss } from "./boss";
import { type Payload, QUEUES, type QueueName } from "./queues";
import { turnOf } from "./turns";

interface SendOptions {
  /** Seconds from now, on the database's clock: a date would carry this machine's. */
  afterSeconds?: number;
  /** Before or after the normal jobs that wait at the same time. */
  urgency?: "low" | "normal" | "high";
}

/**
 * Sends a job in the caller's transaction: it exists if and only if that commits.
 * @throws when the queue took no job, which no queue of ours has a reason for.
 */
export async function send<Q extends QueueName>(
  tx: Tx,
  queue: Q,
  payload: Payload<Q>,
  { afterSeconds = 0, urgency }: SendOptions = {},
): Promise<void> {
  const boss = await startBoss({ supervise: false });
  const data = QUEUES[queue].payload.parse(payload);
  const { tenantId } = payload;
  const jobId = await boss.send(queue, data, {
    db: fromDrizzle(tx, sql),
    // Fairness: workers take turns between tenants, so that one's flood does not delay another's.
    group: { id: tenantId },
    priority: turnOf(queue, { tenantId, afterSeconds, urgency }),
    ...(afterSeconds > 0 ? { startAfter: Math.ceil(afterSeconds) } : {}),
  });
  if (jobId === null) throw new Error(`the queue ${queue} took no job`);
}

/** Sends many jobs at once, in the caller's transaction. */
export async function sendMany<Q extends QueueName>(tx: Tx, queue: Q, payloads: Payload<Q>[]): Promise<void> {
  const boss = await startBoss({ supervise: false });
  const jobs = payloads.map((payload) => ({
    data: QUEUES[queue].payload.parse(payload),
    group: { id: payload.tenantId },
    priority: turnOf(queue, { tenantId: payload.tenantId, afterSeconds: 0 }),
  }));
  if (jobs.length > 0) await boss.insert(queue, jobs, { db: fromDrizzle(tx, sql) });
}
