import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { build } from "esbuild";
import postgres from "postgres";
import { makeKey, makeTeam, makeTenant } from "@/db/factories";
import { migrate } from "@/db/migrate";
import { closeDatabase } from "@/db/tenancy";
import { stopBoss } from "@/server/jobs/boss";
import { type PostgresServer, startPostgres } from "@/server/launch/postgres";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { resetEnv } from "@/server/platform/env";

/** Where it all happens: a PostgreSQL of its own that may be harmed, and the code of the processes. */
export interface Ground {
  folder: string;
  /** What the processes say. */
  log: string;
  bundle: string;
  postgres: PostgresServer;
  /** As the database's owner, for who harms and who judges; a statement that the harm hits is sent again. */
  ask<T extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
  /** `keep` leaves the folder, for whoever wants to know what happened. */
  close(keep: boolean): Promise<void>;
}

export async function openGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), "orkestra-chaos-"));
  // Durable: what is tested includes a PostgreSQL that crashes.
  const server = await startPostgres({ dataDir: join(folder, "postgres") });
  const discard = () => {
    process.kill(server.pid, "SIGQUIT");
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  // Whoever breaks it off leaves nothing behind.
  process.once("exit", discard);
  await migrate(server.url);
  const sql = postgres(server.url, {
    max: 3,
    onnotice: () => undefined,
    backoff: () => 0.1,
    connection: { application_name: "orkestra-chaos" },
  });
  return {
    folder,
    log: join(folder, "processes.log"),
    bundle: await bundleProcess(),
    postgres: server,
    async ask<T extends object>(text: string, values: unknown[] = []) {
      for (let attempt = 1; ; attempt++) {
        try {
          return [...(await sql.unsafe(text, values as string[]))] as unknown as T[];
        } catch (error) {
          if (attempt === 100) throw error;
          await delay(200);
        }
      }
    },
    async close(keep) {
      process.off("exit", discard);
      await sql.end({ timeout: 1 });
      await server.stop();
      if (!keep) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One file that starts at once, as production's does; beside the packages, so that it finds them. */
async function bundleProcess(): Promise<string> {
  const outfile = join(process.cwd(), "node_modules", ".cache", `orkestra-chaos-${process.pid}.mjs`);
  await build({
    entryPoints: ["server/testing/chaos/process.child.ts"],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node24",
    format: "esm",
    sourcemap: "inline",
    logLevel: "error",
  });
  return outfile;
}

/** A workspace whose bot may do everything, with these workflows. */
export async function settle(databaseUrl: string, definitions: Record<string, object>) {
  process.env.DATABASE_URL = databaseUrl;
  resetEnv();
  const tenant = await makeTenant();
  await makeTeam(tenant, { slug: "support-l1" });
  await makeTeam(tenant, { slug: "support-l2" });
  for (const [name, definition] of Object.entries(definitions)) {
    await perform(operations.workflow.put, tenant.owner, { name, ...definition });
  }
  const conversations: string[] = [];
  for (let n = 0; n < 20; n++) {
    const participant = { id: `customer-${n}`, name: `Customer ${n}` };
    const { id } = await perform(operations.conversation.create, tenant.owner, { participant });
    conversations.push(id);
  }
  const { secret } = await makeKey(tenant);
  await stopBoss();
  await closeDatabase();
  return { apiKey: secret, conversations };
}
