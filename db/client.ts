import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/server/platform/env";
import { unavailable } from "@/server/platform/errors";

/**
 * The two pools. Every connection of the first is the role `orkestra_app` from its first statement on: row-level
 * security binds it, and code that forgets to name a tenant finds nothing. The second is `orkestra_system`, for
 * the few paths that must look across tenants. Nobody but `tenancy.ts` imports this file.
 */
interface Pools {
  app: postgres.Sql;
  system: postgres.Sql;
  /** The second for a single statement, which needs no transaction. */
  systemDb: PostgresJsDatabase;
}

// Next's bundle and the server's live in one process and share one set of connections.
const shared = globalThis as { __orkestraPools?: Pools };

function openPool(role: "orkestra_app" | "orkestra_system", max: number): postgres.Sql {
  const url = env().databaseUrl;
  if (!url) throw unavailable("No database: DATABASE_URL is not set.");
  return postgres(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 10,
    // The driver's own waits grow to 20 s during an outage; work shall go on within a second of its end.
    backoff: (failures: number) => Math.min(0.05 * 2 ** failures, 1),
    onnotice: () => undefined,
    connection: {
      role,
      application_name: `orkestra-${role}`,
      // Every read goes through an index: a whole table is all tenants' rows. The planner prefers to read small tables
      // whole, and a prepared statement would go on doing so long after they have grown.
      enable_seqscan: false,
      // A process that stands still or was cut off in a transaction must not hold its locks against all others.
      idle_in_transaction_session_timeout: 10_000,
    },
  });
}

/** The pools of this process, opened at first use: a bad URL must not fail a build. */
export function pools(): Pools {
  if (!shared.__orkestraPools) {
    const { poolSize } = env();
    const app = openPool("orkestra_app", poolSize);
    const system = openPool("orkestra_system", Math.max(2, Math.ceil(poolSize / 2)));
    // Drizzle sets the driver's parsers, which it relies on, as a side effect.
    drizzle(app);
    shared.__orkestraPools = { app, system, systemDb: drizzle(system) };
  }
  return shared.__orkestraPools;
}

/** Waits up to 5 s for statements under way, then closes every connection. */
export async function closePools(): Promise<void> {
  const open = shared.__orkestraPools;
  delete shared.__orkestraPools;
  await Promise.all([open?.app.end({ timeout: 5 }), open?.system.end({ timeout: 5 })]);
}
