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
  /** There is a worker again, or a database: only from now on could anybody take what is watched. */
  resume(): Promise<void>;
  /** Seconds from a death until the last of its jobs was begun again. */
  slowestSeconds(): number;
  /** The job that it was. */
  slowestJob(): string;
  readonly givenBack: number;
  stop(): Promise<void>;
}

/** Measures how long the jobs of dead workers lie until others take them. */
export function watchRecovery({ ask }: Ground): Recovery {
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

  async function now(): Promise<number> {
    const [row] = await ask<{ now: number }>("select extract(epoch from clock_timestamp())::float8 as now");
    return row?.now ?? 0;
  }

  const looking = (async () => {
    while (!stopped) {
      await look();
      await delay(500);
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
    async resume() {
      const since = await now();
      for (const [id, one] of watched) watched.set(id, { ...one, since });
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
