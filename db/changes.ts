import { lt, sql } from "drizzle-orm";
import { log } from "@/server/platform/log";
import { pools } from "./client";
import { append } from "./later";
import { changes } from "./schema/platform";
import type { Tx } from "./transaction";

export type ChangeTopic = (typeof changes.$inferInsert)["topic"];

/** The channel on which processes hear that `changes` has new rows. */
export const CHANGES_CHANNEL = "orkestra_changes";

/**
 * NOTIFY takes a database-wide lock at commit, so no transaction of ours carries one: after commits, one
 * notification speaks for all changes of this many milliseconds.
 */
const COALESCE_MS = 50;

const PRUNE_MS = 60 * 60_000;

/** What each transaction has changed so far, to be told once. */
const noted = new WeakMap<Tx, Set<string>>();
let announcing: NodeJS.Timeout | undefined;
let prunedAt = 0;

/** Tells open pages that something changed, if and when the transaction commits. */
export function noteChange(tx: Tx, tenantId: string, topic: ChangeTopic, entityId: string): void {
  const known = noted.get(tx) ?? new Set();
  if (known.has(`${topic} ${entityId}`)) return;
  noted.set(tx, known.add(`${topic} ${entityId}`));
  append(tx, changes, { tenantId, topic, entityId });
}

/** Called after a commit: wakes every process's readers soon, if the transaction noted anything. */
export function announceChanges(tx: Tx): void {
  if (!noted.has(tx) || announcing) return;
  announcing = setTimeout(() => {
    announcing = undefined;
    pools()
      .systemDb.execute(sql`select pg_notify(${CHANGES_CHANNEL}, '')`)
      .then(pruneNowAndThen)
      .catch((error) => log.debug({ err: error }, "changes not announced; readers poll"));
  }, COALESCE_MS);
  announcing.unref();
}

/** No reader resumes from more than a day back; older rows go, once an hour, by whoever has just announced: where no changes are made there is nothing to remove. */
async function pruneNowAndThen(): Promise<void> {
  if (Date.now() - prunedAt < PRUNE_MS) return;
  prunedAt = Date.now();
  await pools().systemDb.delete(changes).where(lt(changes.at, sql`now() - interval '1 day'`));
}
