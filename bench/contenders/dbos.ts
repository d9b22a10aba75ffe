import { DBOS } from "@dbos-inc/dbos-sdk";

/** DBOS Transact on the shared PostgreSQL, with as many connections as Orkestra has. */
export async function openDbos(databaseUrl: string, register: () => void): Promise<() => Promise<void>> {
  DBOS.setConfig({ name: "bench", systemDatabaseUrl: databaseUrl, systemDatabasePoolSize: 20, logLevel: "error" });
  register();
  await DBOS.launch();
  return () => DBOS.shutdown();
}
