import { PgBoss } from "pg-boss";
import { env } from "@/server/platform/env";
import { unavailable } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { DEAD_QUEUE, QUEUES } from "./queues";

/**
 * The one pg-boss of this process. A worker supervises (gives back the jobs of the dead every few seconds); a web
 * process only sends. Both bundles in a process share it.
 */
const shared = globalThis as { __orkestraBoss?: Promise<PgBoss> };

/** Seconds without a heartbeat after which a worker counts as dead (pg-boss allows no less than ten). */
const HEARTBEAT_SECONDS = 10;
/**
 * Workers take turns in looking for the dead, and one that is killed in the middle of its turn leaves it undone: the
 * next looks are near enough for two to be lost.
 */
const SUPERVISE_SECONDS = 3;

function create(url: string, supervise: boolean, migrate = false): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    schema: "pgboss",
    application_name: "orkestra-queue",
    max: supervise ? 8 : 3,
    migrate,
    createSchema: migrate,
    supervise,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    useListenNotify: supervise,
  });
  // Without a listener, a lost connection would end the process; pg-boss connects again by itself.
  boss.on("error", (error) => log.warn({ err: error }, "queue error"));
  return boss;
}

/** Starts the queue of this process once; the first caller decides whether it supervises. */
export function startBoss(options: { supervise: boolean }): Promise<PgBoss> {
  if (!shared.__orkestraBoss) {
    const url = env().databaseUrl;
    if (!url) throw unavailable("No database: DATABASE_URL is not set.");
    shared.__orkestraBoss = create(url, options.supervise).start();
    shared.__orkestraBoss.catch(() => delete shared.__orkestraBoss);
  }
  return shared.__orkestraBoss;
}

/** Stops the queue of this process; jobs under way get `timeoutMs` to finish. */
export async function stopBoss(timeoutMs = 20_000): Promise<void> {
  const boss = await shared.__orkestraBoss;
  delete shared.__orkestraBoss;
  await boss?.stop({ graceful: true, timeout: timeoutMs });
}

/** Installs or updates the queue's own schema and every queue of the table. A start step, never done by the app. */
export async function installQueues(databaseUrl: string): Promise<void> {
  const boss = create(databaseUrl, false, true);
  await boss.start();
  try {
    await ensureQueue(boss, DEAD_QUEUE, { retentionSeconds: 90 * 86_400 });
    for (const [name, spec] of Object.entries(QUEUES)) {
      await ensureQueue(boss, name, {
        retryLimit: spec.retryLimit,
        retryDelay: spec.retryDelaySeconds,
        retryBackoff: true,
        retryDelayMax: Math.max(10, 6 * spec.retryDelaySeconds),
        expireInSeconds: spec.expireInSeconds,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        // A delayed job older than this is deleted unstarted; the sweep finds what it would have done.
        retentionSeconds: 30 * 86_400,
        deleteAfterSeconds: 3600,
        deadLetter: DEAD_QUEUE,
        notify: true,
      });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function ensureQueue(boss: PgBoss, name: string, options: Parameters<PgBoss["createQueue"]>[1]) {
  if (await boss.getQueue(name)) await boss.updateQueue(name, options);
  else await boss.createQueue(name, options);
}
