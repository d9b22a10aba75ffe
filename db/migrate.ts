import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { installQueues } from "@/server/jobs/boss";

/** Any number will do, as long as it is always the same: processes that start together migrate one after another. */
const MIGRATION_LOCK = 0x0_12_c5_7a;

const QUEUE_SCHEMA = "pgboss";

/**
 * Brings a database up to this version: tables, policies, roles, and the queues. Safe to call again and from
 * several processes at once. `databaseUrl` is the owner's, who may create roles.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await applyMigrations(drizzle(client), { migrationsFolder: "drizzle" });
    // Whoever logs in becomes these roles for every connection, so the login must be a member of both.
    await client.unsafe("grant orkestra_app, orkestra_system to current_user");
    await installQueues(databaseUrl);
    await grantQueues(client);
  } finally {
    await client.end();
  }
}

/** Operations send jobs in their own transaction, as the app's role. Payloads carry ids only. */
async function grantQueues(client: postgres.Sql): Promise<void> {
  await client.unsafe(`
    grant usage on schema ${QUEUE_SCHEMA} to orkestra_app, orkestra_system;
    grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to orkestra_app, orkestra_system;
    grant usage, select on all sequences in schema ${QUEUE_SCHEMA} to orkestra_app, orkestra_system;
    grant execute on all functions in schema ${QUEUE_SCHEMA} to orkestra_app, orkestra_system;
  `);
}
