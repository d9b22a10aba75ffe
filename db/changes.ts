import { sql } from "drizzle-orm";
import { log } from "@/server/platform/log";
import { pools } from "./client";
import { changes } from "./schema/platform";
import type { Tx } from "./tenancy";

export type ChangeTopic = (typeof changes.$inferInsert)["topic"];

/** The channel on which processes hear that `changes` has new rows. */
export const CHANGES_CHANNEL = "orkestra_changes";

/**
 * NOTIFY takes a database-wide lock at commit, so no transaction of ours carries one: after commits, one
 * notification speaks for all changes of this many milliseconds.
 */
const COALESCE_MS = 50;

const noted = new WeakSet<Tx>();
let announcing: NodeJS.Timeout | undefined;

/** Tells open pages that something changed, if and when the transaction commits. */
export async function noteChange(tx: Tx, tenantId: string, topic: ChangeTopic, entityId: string): Promise<void> {
  noted.add(tx);
  await tx.insert(changes).values({ tenantId, topic, entityId });
}

/** Called after a commit: wakes every process's readers soon, if the transaction noted anything. */
export function announceChanges(tx: Tx): void {
  if (!noted.has(tx) || announcing) return;
  announcing = setTimeout(() => {
    announcing = undefined;
    pools()
      .system.execute(sql`select pg_notify(${CHANGES_CHANNEL}, '')`)
      .catch((error) => log.debug({ err: error }, "changes not announced; readers poll"));
  }, COALESCE_MS);
  announcing.unref();
}
