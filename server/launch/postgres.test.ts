import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startPostgres } from "./postgres";
import { isAlive, readPostmaster } from "./postgres-orphan";

let dir: string;
let dataDir: string;

beforeAll(async () => {
  // Mode 700, like a clone under /root: as root this takes the way through closed folders.
  dir = await mkdtemp(join(tmpdir(), "orkestra-launch-"));
  dataDir = join(dir, "postgres");
});

afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

const start = () => startPostgres({ dataDir, durable: false });

async function ask(url: string, statement: string) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

test("data is there again after a stop, behind the same password", async () => {
  const first = await start();
  await ask(first.url, "create table kept as select 42 as answer");
  await first.stop();
  const second = await start();
  const rows = await ask(second.url, "select answer from kept");
  await second.stop();
  expect(rows[0]?.answer).toBe(42);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
});

test("what tells the password is readable by its owner alone", async () => {
  expect((await stat(`${dataDir}.json`)).mode & 0o777).toBe(0o600);
});

test("a server that a killed run left is stopped, and its data is kept", async () => {
  const script = `import { startPostgres } from "@/server/launch/postgres";
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: false });
    process.kill(process.pid, "SIGKILL");`;
  const killed = spawn("node_modules/.bin/tsx", ["--input-type=module", "-e", script], { stdio: "inherit" });
  await once(killed, "exit");
  const orphan = await readPostmaster(dataDir);
  expect(orphan && isAlive(orphan.pid)).toBe(true);

  const server = await start();
  expect(isAlive(orphan?.pid as number)).toBe(false);
  expect(await ask(server.url, "select answer from kept")).toHaveLength(1);
  await server.stop();
});

test("a postmaster.pid whose number another program has now does not stop a start", async () => {
  const lines = [process.pid, dataDir, 1, 1, "", "127.0.0.1", "0 0", "ready", ""];
  await writeFile(join(dataDir, "postmaster.pid"), lines.join("\n"));
  const server = await start();
  expect((await readPostmaster(dataDir))?.pid).toBe(server.pid);
  await server.stop();
});

test("a server that crashes is started again on its port", async () => {
  const server = await start();
  const crashed = server.pid;
  process.kill(crashed, "SIGKILL");
  // The one that was killed may still answer for a moment.
  await expect.poll(() => server.pid, { timeout: 20_000 }).not.toBe(crashed);
  await expect.poll(() => ask(server.url, "select 1").catch(() => []), { timeout: 20_000 }).toHaveLength(1);
  await server.stop();
});

test("it listens on this machine alone", async () => {
  const server = await start();
  const [row] = await ask(server.url, "select current_setting('listen_addresses') as at");
  await server.stop();
  expect(row?.at).toBe("127.0.0.1");
  expect(await readFile(join(dataDir, "pg_hba.conf"), "utf8")).not.toMatch(/^\w.*\btrust$/m);
});
