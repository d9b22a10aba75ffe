import type postgres from "postgres";
import { announceChanges } from "./changes";
import { closePools, pools } from "./client";
import { shared, shareReads } from "./shared-reads";
import { beforeCommit, post, postText, prepared, readTransaction, type Tx, transaction } from "./transaction";

export { append, change, jsonText, remove } from "./later";
export { beforeCommit, post, postText, prepared, shared, shareReads, type Tx };

/** `now` is the database's clock at the start of the transaction, so that processes with skewed clocks agree. */
type Work<T> = (tx: Tx, now: Date) => Promise<T>;

/**
 * Runs `work` in one transaction that sees the rows of one tenant and no other: the role is neither owner nor
 * superuser, row-level security is forced, and the tenant is set for this transaction alone.
 */
export async function withTenant<T>(tenantId: string, work: Work<T>): Promise<T> {
  return announced(pools().app, asTenant(tenantId), work);
}

/** The same for work that reads and does not write. */
export async function readTenant<T>(tenantId: string, work: Work<T>): Promise<T> {
  return readTransaction(pools().app, asTenant(tenantId), (tx, row) => work(tx, new Date(String(row.now))));
}

function asTenant(tenantId: string): string {
  // It becomes part of a statement's text, so it must be nothing but an id.
  if (!UUID.test(tenantId)) throw new Error("a tenant's id is a UUID");
  return `select set_config('app.tenant_id', '${tenantId}', true), ${NOW}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NOW = "now()::text as now";

/**
 * Runs `work` in one transaction that sees every tenant. For the few paths that can't know a tenant yet or serve
 * all of them; `reason` makes each of them searchable.
 */
export async function withSystem<T>(_reason: string, work: Work<T>): Promise<T> {
  return announced(pools().system, `select ${NOW}`, work);
}

/**
 * Looks with the system's eyes, within a tenant's transaction. Row-level security lets no index of words serve it:
 * Postgres compares what a row says only after the policy has looked at the row, which is then every row of the tenant.
 * So `work` must name the tenant itself, and give out ids or a number alone: rows are read by their ids afterwards,
 * as the tenant. Its values are planned for, since how often a word is said decides how it is best found.
 */
export async function unbound<T>(tx: Tx, _reason: string, work: () => Promise<T>): Promise<T> {
  become(tx, "orkestra_system", "force_custom_plan");
  const result = await work();
  become(tx, "orkestra_app", "auto");
  return result;
}

/** For the rest of the transaction; one that fails in between is undone with it. */
function become(tx: Tx, role: string, plans: string): void {
  postText(
    tx,
    `select set_config('role', '${role}', true), set_config('plan_cache_mode', '${plans}', true)`,
    [],
  );
}

const times = new WeakMap<Tx, Date>();

/** The database's clock at the start of a transaction that may write. */
export function timeOf(tx: Tx): Date {
  const now = times.get(tx);
  if (!now) throw new Error("only a transaction of withTenant or withSystem has a time");
  return now;
}

/** One transaction; once it has committed, open pages hear of the changes it noted. */
async function announced<T>(pool: postgres.Sql, opening: string, work: Work<T>): Promise<T> {
  let used: Tx | undefined;
  const result = await transaction(pool, opening, (tx, row) => {
    used = tx;
    const now = new Date(String(row.now));
    times.set(tx, now);
    return work(tx, now);
  });
  if (used) announceChanges(used);
  return result;
}

export const closeDatabase = closePools;
