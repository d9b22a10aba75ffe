import { rmSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrate } from "@/db/migrate";
import { startPostgres } from "@/server/launch/postgres";
import { isAlive, readPostmaster, stopPostmaster } from "@/server/launch/postgres-orphan";
import { databaseUrl, TEMPLATE } from "./template";

const PREFIX = "orkestra-test-";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the run's PostgreSQL, as a user who may create databases. */
    postgresUrl: string;
  }
}

/** One PostgreSQL for the whole test run, with a migrated template that each test file's database is cloned from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepKilledRuns();
  const dir = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await startPostgres({
    dataDir: join(dir, "postgres"),
    durable: false,
    notice: console.warn,
  });
  const discard = () => {
    try {
      process.kill(server.pid, "SIGQUIT");
    } catch {
      // Gone already.
    }
    rmSync(dir, { recursive: true, force: true });
  };
  process.once("exit", discard);

  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`create database ${TEMPLATE}`);
  await sql.end();
  await migrate(databaseUrl(server.url, TEMPLATE));
  project.provide("postgresUrl", server.url);

  return async () => {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
    process.off("exit", discard);
  };
}

/** A run that was killed could not clean up; the folder's name says whose it was. */
async function sweepKilledRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = Number(name.match(/^orkestra-test-(\d+)-/)?.[1]);
    if (!owner || isAlive(owner)) continue;
    const dir = join(tmpdir(), name);
    const left = await readPostmaster(join(dir, "postgres"));
    if (left && isAlive(left.pid)) await stopPostmaster(left.pid);
    await rm(dir, { recursive: true, force: true });
  }
}
