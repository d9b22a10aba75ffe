import type { QueueName } from "./queues";

/**
 * Whose job is next, by start-time fair queueing: every tenant has a clock for each queue that runs ahead by a little
 * with each of its jobs and is never behind the real one, and jobs are taken in the order of their tenants' clocks.
 * So a flood queues behind itself: the job of somebody else, whose clock stands at now, comes before it. Nobody
 * starves, since a waiting job's turn stays where it is while the clocks go on.
 */

/** Jobs a second that a tenant may send through one process before its clock runs ahead. */
const SHARE_PER_SECOND = 200;

/** Turns are seconds since 2026, so that they fit the queue's 32 bits until 2094. */
const BEGINNING = Date.UTC(2026, 0, 1) / 1000;
const LAST = 2 ** 31 - 1_000;

/** How many seconds earlier or later than a normal one a job's turn comes. */
const AHEAD = { low: -300, normal: 0, high: 300 } as const;

const MAX_CLOCKS = 10_000;

// One set of clocks for both bundles in this process.
const shared = globalThis as { __orkestraTurns?: Map<string, number> };

interface Turn {
  tenantId: string;
  afterSeconds: number;
  urgency?: keyof typeof AHEAD | undefined;
  /** By the database: the jobs of a process whose clock is ahead would wait behind everybody's. */
  now: Date;
}

/** The priority that gives a new job its turn: the queue takes the highest first. */
export function turnOf(
  queue: QueueName,
  { tenantId, afterSeconds, urgency = "normal", ...at }: Turn,
): number {
  const now = at.now.getTime() / 1000 - BEGINNING;
  // A job for later comes when it is due, and is nobody's flood.
  const turn = afterSeconds > 0 ? now + afterSeconds : tick(`${queue}/${tenantId}`, now);
  return AHEAD[urgency] - Math.floor(Math.min(turn, LAST));
}

function tick(key: string, now: number): number {
  shared.__orkestraTurns ??= new Map();
  const clocks = shared.__orkestraTurns;
  const turn = Math.max(now, clocks.get(key) ?? 0);
  clocks.set(key, turn + 1 / SHARE_PER_SECOND);
  if (clocks.size > MAX_CLOCKS) {
    for (const [other, at] of clocks) if (at < now) clocks.delete(other);
  }
  return turn;
}
