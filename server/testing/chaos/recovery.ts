import { setTimeout as delay } from "node:timers/promises";
import type { Ground } from "./ground";

interface Watched {
  retryCount: number;
  /** On the database's clock, in seconds. */
  since: number;
}

interface JobRow {
  id: string;
  name: string;
  state: string;
  retryCount: number;
  startedOn: number;
}

export interface Recovery {
  /** A worker has just died: its jobs are watched until somebody else begins them. */
  watch(): Promise<void>;
  /** Seconds from a death until the last of its jobs was begun again. */
  slowestSeconds(): number;
  /** The job that it was. */
  slowestJob(): string;
  readonly givenBack: number;
  stop(): Promise<void>;
}

const LOOK_MS = 500;
/** A look that takes so long found no database. */
const AWAY_SECONDS = 3;

/**
 * Measures how long the jobs of dead workers lie until others take them, as long as there are others and a database:
 * the time without is not counted.
 */
export function watchRecovery({ ask }: Ground, isAnybodyThere: () => boolean): Recovery {
  const watched = new Map<string, Watched>();
  let slowest = 0;
  let slowestJob = "none";
  let givenBack = 0;
  let stopped = false;

  async function look(): Promise<void> {
    if (watched.size === 0) return;
    const rows = await ask<JobRow>(
      `select id, name, state, retry_count as "retryCount", extract(epoch from started_on)::float8 as "startedOn"
       from pgboss.job where id = any($1::uuid[])`,
      [[...watched.keys()]],
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    for (const [id, { retryCount, since }] of watched) {
      const job = found.get(id);
      if (!job || (job.retryCount === retryCount && job.state === "completed")) {
        // Its worker was another, who lived.
        watched.delete(id);
      } else if (job.retryCount > retryCount && job.startedOn > since) {
        if (job.retryCount === retryCount + 1) {
          givenBack++;
          const seconds = job.startedOn - since;
          if (seconds > slowest) {
            slowest = seconds;
            slowestJob = `${job.name} ${id}, lost at ${moment(since)}, after ${retryCount} retries`;
          }
        }
        watched.delete(id);
      }
    }
  }

  const looking = (async () => {
    for (let before = performance.now(); !stopped; await delay(LOOK_MS)) {
      await look();
      const seconds = (performance.now() - before) / 1000;
      before = performance.now();
      if (isAnybodyThere() && seconds < AWAY_SECONDS) continue;
      for (const [id, one] of watched) watched.set(id, { ...one, since: one.since + seconds });
    }
  })();

  return {
    async watch() {
      const active = await ask<{ id: string; retryCount: number; since: number }>(
        `select id, retry_count as "retryCount", extract(epoch from now())::float8 as since
         from pgboss.job where state = 'active'`,
      );
      for (const { id, retryCount, since } of active) {
        if (!watched.has(id)) watched.set(id, { retryCount, since });
      }
    },
    slowestSeconds: () => slowest,
    slowestJob: () => slowestJob,
    get givenBack() {
      return givenBack;
    },
    async stop() {
      stopped = true;
      await looking;
    },
  };
}

function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
