import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile, realpath, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { command, giveTo, type PostgresAccount, postgresAccount } from "./postgres-account";
import { clearOrphan, readPostmaster, stopPostmaster } from "./postgres-orphan";

const USER = "orkestra";
const DATABASE = "orkestra";
const MEGABYTE = 1024 * 1024;

interface PostgresOptions {
  /** Folder of the cluster; its log, password and address are kept beside it (mode 600). */
  dataDir: string;
  /** false trades safety against power loss for speed: for data that is thrown away. */
  durable?: boolean;
  notice?: (words: string) => void;
}

/** A running embedded PostgreSQL. */
export interface PostgresServer {
  /** Address with user and password, database `orkestra`. */
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on a free port of 127.0.0.1, making its cluster the first time and
 * recovering from whatever a killed run left. The server outlives neither `stop()` nor its own crash: a
 * crashed one is started again on the same port.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const notice = options.notice ?? (() => undefined);
  const asked = resolve(options.dataDir);
  const account = await postgresAccount(asked, notice);
  const { dataDir } = account;
  const password = await keptPassword(`${asked}.json`);
  const durable = options.durable ?? true;
  if (!(await stat(dataDir).catch(() => undefined))) await createCluster(account, password, durable);
  account.dataDir = await realpath(dataDir);
  await clearOrphan(account.dataDir, notice);

  const port = await freePort(await lastPort(`${asked}.json`));
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
  const supervised = await supervise({
    account,
    port,
    log: `${asked}.log`,
    durable,
    notice,
  });
  await writePrivately(`${asked}.json`, { url, password, port });
  await ensureDatabase(url);
  return {
    url,
    get pid() {
      return supervised.pid();
    },
    stop: supervised.stop,
  };
}

/** A port nobody listens on: `preferred` when it is free, else one the system picks. */
export async function freePort(preferred = 0): Promise<number> {
  const server = createServer();
  const listening = new Promise<number>((done, fail) => {
    server.once("error", fail);
    server.listen(preferred, "127.0.0.1", () => done((server.address() as { port: number }).port));
  });
  try {
    return await listening;
  } catch (error) {
    if (preferred === 0) throw error;
    return freePort();
  } finally {
    server.close();
  }
}

async function createCluster(account: PostgresAccount, password: string, durable: boolean): Promise<void> {
  // Made beside its place and renamed, so that a cluster which exists is a whole one.
  const draft = `${account.dataDir}.new`;
  const passwordFile = `${account.dataDir}.pw`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await giveTo(account, draft);
  await giveTo(account, passwordFile);
  try {
    await initdb(account, draft, passwordFile, durable);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, account.dataDir);
}

async function initdb(account: PostgresAccount, dir: string, passwordFile: string, durable: boolean) {
  const { file, args, options } = command(account, "initdb", [
    `--pgdata=${dir}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The builtin provider sorts alike on every machine, whatever locales are installed.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(durable ? [] : ["--no-sync"]),
  ]);
  const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`PostgreSQL could not make its data directory ${dir}:\n${said.trim()}`);
}

interface Supervised {
  account: PostgresAccount;
  port: number;
  log: string;
  durable: boolean;
  notice: (words: string) => void;
}

async function supervise(how: Supervised) {
  let stopping = false;
  let child = await launchWithPatience(how);
  const watch = () => {
    child.once("exit", async (code, signal) => {
      if (stopping) return;
      how.notice(`The database ended unexpectedly (${signal ?? code}); starting it again, see ${how.log}`);
      try {
        await clearOrphan(how.account.dataDir, how.notice);
        child = await launchWithPatience(how);
        if (stopping) await stopPostmaster(child.pid as number);
        else watch();
      } catch (error) {
        how.notice((error as Error).message);
        process.exitCode = 1;
        process.kill(process.pid, "SIGTERM");
      }
    });
  };
  watch();
  return {
    pid: () => child.pid as number,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      await Promise.all([stopPostmaster(child.pid as number), gone]);
    },
  };
}

/** Back ends of a postmaster that was killed need a moment to notice; until then a new one is refused. */
async function launchWithPatience(how: Supervised): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launch(how);
    } catch (error) {
      if (attempt === 4) throw error;
      await delay(500 * attempt);
    }
  }
}

async function launch({ account, port, log, durable }: Supervised): Promise<ChildProcess> {
  const logSize = (await stat(log).catch(() => undefined))?.size ?? 0;
  if (logSize > 10 * MEGABYTE) await truncate(log);
  const from = logSize > 10 * MEGABYTE ? 0 : logSize;
  const out = openSync(log, "a", 0o600);
  const settings = serverSettings(durable).flatMap((setting) => ["-c", setting]);
  const { file, args, options } = command(account, "postgres", [
    "-D",
    account.dataDir,
    "-p",
    String(port),
    ...settings,
  ]);
  // Its own session: Ctrl-C in the terminal must reach us alone, since the database stops last.
  const child = spawn(file, args, { ...options, detached: true, stdio: ["ignore", out, out] });
  closeSync(out);
  const failed = once(child, "error").then(([error]) => Promise.reject(error as Error));
  failed.catch(() => undefined);
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const file = await readPostmaster(account.dataDir);
    if (file?.pid === child.pid && file?.ready) return child;
    await Promise.race([delay(20), failed]);
  }
  if (child.pid && child.exitCode === null) await stopPostmaster(child.pid);
  const said = (await readFile(log, "utf8").catch(() => "")).slice(from).trim();
  throw new Error(`PostgreSQL did not start. It said:\n${said || "(nothing)"}`);
}

function serverSettings(durable: boolean): string[] {
  const shared = Math.max(64, Math.min(512, Math.floor(totalmem() / MEGABYTE / 16)));
  return [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "cluster_name=orkestra",
    "timezone=UTC",
    "log_timezone=UTC",
    "jit=off",
    "random_page_cost=1.1",
    ...(durable
      ? [`shared_buffers=${shared}MB`, "max_connections=200", "max_wal_size=2GB", "log_min_messages=warning"]
      : [
          "shared_buffers=64MB",
          "max_connections=400",
          "fsync=off",
          "full_page_writes=off",
          "synchronous_commit=off",
          "log_min_messages=fatal",
        ]),
  ];
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  const sql = postgres(maintenance.href, { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql.unsafe(`create database ${DATABASE}`);
  } finally {
    await sql.end();
  }
}

async function keptPassword(file: string): Promise<string> {
  const kept = await readKept(file);
  if (kept.password) return kept.password;
  const password = randomBytes(24).toString("base64url");
  await writePrivately(file, { password });
  return password;
}

async function lastPort(file: string): Promise<number | undefined> {
  return (await readKept(file)).port;
}

async function readKept(file: string): Promise<{ password?: string; port?: number }> {
  return JSON.parse(await readFile(file, "utf8").catch(() => "{}")) as { password?: string; port?: number };
}

async function writePrivately(file: string, content: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o711 });
  const draft = join(dirname(file), `.${process.pid}.tmp`);
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
}
