import { eq, gt, type SQL, sql } from "drizzle-orm";
import postgres from "postgres";
import { env } from "@/server/platform/env";
import { unavailable } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { CHANGES_CHANNEL, type ChangeTopic } from "./changes";
import { pools } from "./client";
import { changes } from "./schema/platform";
import { type Tx, withTenant } from "./tenancy";

/** One thing of a tenant changed; its content is fetched, never carried. */
export interface Change {
  id: number;
  topic: ChangeTopic;
  entityId: string;
}

type Listener = (change: Change) => void;

interface Row extends Record<string, unknown> {
  id: string;
  tenantId: string;
  topic: ChangeTopic;
  entityId: string;
}

/** Notifications wake the feed; this is how late it is at most when one is lost. */
const POLL_MS = 5_000;
/**
 * A sequence gives ids out before their transactions commit, so a lower id can appear after a higher one. The ids
 * in between are asked for again this long; after that they were rolled back.
 */
const GAP_MS = 60_000;
const MAX_GAPS = 5_000;
const PAGE = 2_000;

interface Feed {
  listeners: Map<string, Set<Listener>>;
  connection: postgres.Sql;
  timer: NodeJS.Timeout;
  /** The highest id read, undefined until the first reading has set where to begin. */
  last: number | undefined;
  begun: PromiseWithResolvers<void>;
  gaps: Map<number, number>;
  reading: boolean;
  /** Woken while reading: there may be more. */
  again: boolean;
  closed: boolean;
}

// One feed a process, whichever bundle its streams are in. It runs while anybody listens.
const shared = globalThis as { __orkestraChangeFeed?: Feed };

interface Subscription {
  /** Resolves when every change that commits from now on will be told: what was before is the caller's to read. */
  ready: Promise<void>;
  stop(): void;
}

/** Calls `listener` for every change of the tenant from `ready` on, or a little earlier. */
export function subscribeChanges(tenantId: string, listener: Listener): Subscription {
  shared.__orkestraChangeFeed ??= openFeed();
  const feed = shared.__orkestraChangeFeed;
  const listeners = feed.listeners.get(tenantId) ?? new Set();
  feed.listeners.set(tenantId, listeners.add(listener));
  const stop = () => {
    listeners.delete(listener);
    if (listeners.size === 0 && feed.listeners.get(tenantId) === listeners) feed.listeners.delete(tenantId);
    if (feed.listeners.size === 0) closeFeed(feed);
  };
  return { ready: feed.begun.promise, stop };
}

function openFeed(): Feed {
  const url = env().databaseUrl;
  if (!url) throw unavailable("No database: DATABASE_URL is not set.");
  const options = {
    max: 1,
    max_lifetime: null,
    onnotice: () => undefined,
    // The connection's own hook: `sql.listen` does not listen again when its first try after a loss fails.
    onnotify: () => void read(feed),
    connection: { role: "orkestra_system", application_name: "orkestra-changes" },
  };
  const feed: Feed = {
    listeners: new Map(),
    connection: postgres(url, options),
    timer: setInterval(() => void listenAndRead(feed), POLL_MS),
    last: undefined,
    begun: Promise.withResolvers(),
    gaps: new Map(),
    reading: false,
    again: false,
    closed: false,
  };
  feed.timer.unref();
  void listenAndRead(feed);
  return feed;
}

function closeFeed(feed: Feed): void {
  if (feed.closed) return;
  feed.closed = true;
  if (shared.__orkestraChangeFeed === feed) delete shared.__orkestraChangeFeed;
  clearInterval(feed.timer);
  void feed.connection.end({ timeout: 1 }).catch(() => undefined);
}

/** LISTEN again is nothing on a connection that does already, and everything on one that was lost. */
async function listenAndRead(feed: Feed): Promise<void> {
  const listening = feed.connection.unsafe(`listen ${CHANGES_CHANNEL}`).catch((error) => {
    if (!feed.closed) log.debug({ err: error }, "can't listen for changes; polling");
  });
  if (feed.last === undefined) await listening;
  await read(feed);
}

async function read(feed: Feed): Promise<void> {
  feed.again = true;
  if (feed.reading) return;
  feed.reading = true;
  try {
    while (feed.again && !feed.closed) {
      feed.again = false;
      await readPages(feed);
    }
  } catch (error) {
    log.debug({ err: error }, "changes not read; trying again soon");
  } finally {
    feed.reading = false;
  }
}

async function readPages(feed: Feed): Promise<void> {
  feed.last ??= await begin(feed);
  feed.begun.resolve();
  for (let full = true; full && !feed.closed; ) {
    const gaps = [...feed.gaps.keys()];
    const rows = await pools().systemDb.execute<Row>(sql`
      select id, tenant_id as "tenantId", topic, entity_id as "entityId" from changes
      where id > ${feed.last} or id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(gaps)}::jsonb))
      order by id limit ${PAGE}`);
    for (const row of rows) take(feed, row);
    full = rows.length === PAGE;
  }
  const now = Date.now();
  for (const [id, since] of feed.gaps) {
    if (now - since > GAP_MS || feed.gaps.size > MAX_GAPS) feed.gaps.delete(id);
  }
}

/** How many ids back the feed looks at its beginning for some that are still to appear. */
const FIRST_LOOK = 200;

/** Where to begin: at the newest id, with the gaps before it that may yet be filled. */
async function begin(feed: Feed): Promise<number> {
  const rows = await pools().systemDb.execute<{ id: string }>(
    sql`select id from changes order by id desc limit ${FIRST_LOOK}`,
  );
  const ids = rows.map((row) => Number(row.id)).reverse();
  const known = new Set(ids);
  const newest = ids.at(-1) ?? 0;
  for (let id = Math.max(ids[0] ?? 0, newest - FIRST_LOOK); id < newest; id++) {
    if (!known.has(id)) feed.gaps.set(id, Date.now());
  }
  return newest;
}

function take(feed: Feed, row: Row): void {
  const id = Number(row.id);
  const last = feed.last ?? 0;
  if (id <= last && !feed.gaps.delete(id)) return;
  for (let gap = Math.max(last + 1, id - MAX_GAPS); gap < id; gap++) feed.gaps.set(gap, Date.now());
  feed.last = Math.max(last, id);
  const change = { id, topic: row.topic, entityId: row.entityId };
  for (const listener of feed.listeners.get(row.tenantId) ?? []) listener(change);
}

/** A reader who was away longer than this many changes ago does better to fetch everything again. */
const MAX_REPLAY = 1_000;

/**
 * What a reader missed who last saw `lastId`, a little more rather than less: what began shortly before it may
 * have committed after. Undefined when that can't be told any more.
 */
export async function changesSince(tenantId: string, lastId: number): Promise<Change[] | undefined> {
  return withTenant(tenantId, async (tx) => {
    const [last] = await tx.select({ at: changes.at }).from(changes).where(eq(changes.id, lastId));
    if (!last) return undefined;
    const missed = await replay(tx, sql`${last.at.toISOString()}::timestamptz - interval '10 seconds'`);
    return missed.length > MAX_REPLAY ? undefined : missed;
  });
}

/** The tenant's changes of the last seconds: what happened between a page's making and its stream's opening. */
export async function changesOfLastSeconds(tenantId: string, seconds: number): Promise<Change[]> {
  return withTenant(tenantId, (tx) => replay(tx, sql`now() - make_interval(secs => ${seconds})`));
}

function replay(tx: Tx, after: SQL): Promise<Change[]> {
  const { id, topic, entityId, at } = changes;
  return tx
    .select({ id, topic, entityId })
    .from(changes)
    .where(gt(at, after))
    .orderBy(id)
    .limit(MAX_REPLAY + 1);
}
