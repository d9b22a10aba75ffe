import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "@/db/tenancy";
import { env } from "@/server/platform/env";
import { TEMPLATE } from "./template";

/**
 * Gives this test file a database of its own, cloned from the migrated template. Call it once, at the top of
 * the file; `env().databaseUrl` is its address, and it is dropped when the file is done.
 */
export function testDatabase(): void {
  beforeAll(async () => {
    await administer(`create database ${name()} template ${TEMPLATE}`);
  });
  afterAll(async () => {
    await closeDatabase();
    await administer(`drop database if exists ${name()} with (force)`);
  });
}

/** The name of this file's database: letters, digits and underscores. */
function name(): string {
  return new URL(env().databaseUrl as string).pathname.slice(1);
}

async function administer(statement: string): Promise<void> {
  const sql = postgres(inject("postgresUrl"), { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
