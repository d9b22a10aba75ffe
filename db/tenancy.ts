import { sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { announceChanges } from "./changes";
import { closePools, pools } from "./client";

/** A transaction: everything an operation or a job does to the database goes through one. */
export type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

/** `now` is the database's clock at the start of the transaction, so that processes with skewed clocks agree. */
type Work<T> = (tx: Tx, now: Date) => Promise<T>;

/**
 * Runs `work` in one transaction that sees the rows of one tenant and no other: the role is neither owner nor
 * superuser, row-level security is forced, and the tenant is set for this transaction alone.
 */
export async function withTenant<T>(tenantId: string, work: Work<T>): Promise<T> {
  return announced(pools().app, async (tx) => {
    const [row] = await tx.execute<{ now: string }>(
      sql`select set_config('app.tenant_id', ${tenantId}, true), now()::text as now`,
    );
    return work(tx, databaseTime(row));
  });
}

/**
 * Runs `work` in one transaction that sees every tenant. For the few paths that can't know a tenant yet or serve
 * all of them; `reason` makes each of them searchable.
 */
export async function withSystem<T>(_reason: string, work: Work<T>): Promise<T> {
  return announced(pools().system, async (tx) => {
    const [row] = await tx.execute<{ now: string }>(sql`select now()::text as now`);
    return work(tx, databaseTime(row));
  });
}

/** One transaction; once it has committed, open pages hear of the changes it noted. */
async function announced<T>(pool: PostgresJsDatabase, work: (tx: Tx) => Promise<T>): Promise<T> {
  let used: Tx | undefined;
  const result = await pool.transaction((tx) => {
    used = tx;
    return work(tx);
  });
  if (used) announceChanges(used);
  return result;
}

function databaseTime(row: { now: string } | undefined): Date {
  if (!row) throw new Error("the database gave no time");
  return new Date(row.now);
}

export const closeDatabase = closePools;
