import type { JobInsert } from "pg-boss";
import { beforeCommit, postText, type Tx, timeOf } from "@/db/tenancy";
import { startBoss } from "./boss";
import { type Payload, QUEUES, type QueueName } from "./queues";
import { turnOf } from "./turns";

interface SendOptions {
  /** Seconds from now, on the database's clock: a date would carry this machine's. */
  afterSeconds?: number;
  /** Before or after the normal jobs that wait at the same time. */
  urgency?: "low" | "normal" | "high";
}

/** The jobs of each transaction so far, by queue: they are written together when its work is done. */
const outboxes = new WeakMap<Tx, Map<QueueName, JobInsert[]>>();

/** Sends a job in the caller's transaction: it exists if and only if that commits. */
export function send<Q extends QueueName>(
  tx: Tx,
  queue: Q,
  payload: Payload<Q>,
  { afterSeconds = 0, urgency }: SendOptions = {},
): void {
  const { tenantId } = payload;
  const job = {
    data: QUEUES[queue].payload.parse(payload),
    // Fairness: workers take turns between tenants, so that one's flood does not delay another's.
    group: { id: tenantId },
    priority: turnOf(queue, { tenantId, afterSeconds, urgency, now: timeOf(tx) }),
    ...(afterSeconds > 0 ? { startAfter: Math.ceil(afterSeconds) } : {}),
  };
  const outbox = outboxOf(tx);
  outbox.set(queue, [...(outbox.get(queue) ?? []), job]);
}

/** Sends many jobs, in the caller's transaction. */
export function sendMany<Q extends QueueName>(tx: Tx, queue: Q, payloads: Payload<Q>[]): void {
  for (const payload of payloads) send(tx, queue, payload);
}

function outboxOf(tx: Tx): Map<QueueName, JobInsert[]> {
  const known = outboxes.get(tx);
  if (known) return known;
  const outbox = new Map<QueueName, JobInsert[]>();
  outboxes.set(tx, outbox);
  beforeCommit(tx, () => write(tx, outbox));
  return outbox;
}

/** One statement a queue. None has a policy by which the queue could leave a job out. */
async function write(tx: Tx, outbox: Map<QueueName, JobInsert[]>): Promise<void> {
  outboxes.delete(tx);
  const boss = await startBoss({ supervise: false });
  const db = {
    async executeSql(text: string, values?: unknown[]) {
      postText(tx, text, values as string[]);
      return { rows: [] };
    },
  };
  for (const [queue, jobs] of outbox) await boss.insert(queue, jobs, { db });
}
