import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresServer, startPostgres } from "@/server/launch/postgres";

// What patches/postgres+3.4.9.patch is for. These tests need a Postgres that they may stop: they bring their own.

const quiet = () => {};
const settings = { backoff: () => 0.05, onnotice: quiet, connect_timeout: 5 };
let directory: string;
let cluster: PostgresServer;
let url: string;
let admin: postgres.Sql;

/** A promise that the test settles itself. */
function gate() {
  let open: () => void = quiet;
  let fail: (error: unknown) => void = quiet;
  const promise = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Always on the same port: it is kept with the data. */
const startCluster = () => startPostgres({ dataDir: join(directory, "postgres"), durable: false });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "orkestra-reconnect-"));
  cluster = await startCluster();
  url = cluster.url;
  admin = postgres(url, { ...settings, max: 1 });
  await admin`create table marks (id serial primary key, loop int, note text)`;
}, 60_000);

afterAll(async () => {
  await admin?.end({ timeout: 1 });
  await cluster?.stop();
  await rm(directory, { recursive: true, force: true });
}, 30_000);

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function terminateOthers(): Promise<void> {
  await admin`select pg_terminate_backend(pid) from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`;
}

interface Child {
  process: ChildProcess;
  exited: AbortSignal;
  said(): string;
}

function start(): Child {
  const child = fork(fileURLToPath(new URL("./reconnect.child.ts", import.meta.url)), [url], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  const exit = new AbortController();
  child.once("exit", () => exit.abort());
  return { process: child, exited: exit.signal, said: () => said };
}

interface Report {
  committed: number[];
  failed: number[];
  codes: Record<string, number>;
}

async function ask({ process: child, exited }: Child): Promise<Report> {
  if (!exited.aborted) child.send("report");
  const signal = AbortSignal.any([exited, AbortSignal.timeout(10_000)]);
  return once(child, "message", { signal }).then(
    ([report]) => report as Report,
    () => Promise.reject(new Error(exited.aborted ? "the process exited" : "the process hangs")),
  );
}

/** Every loop commits ten times more: none is stuck in a transaction that will never settle. */
async function goesOn(child: Child): Promise<void> {
  const before = await ask(child);
  await until("every loop commits again", async () => {
    const now = await ask(child);
    return now.committed.every((n, loop) => n >= (before.committed[loop] ?? 0) + 10);
  });
}

describe("a process in the middle of transactions", () => {
  test("outlives every way to lose Postgres, and goes on", { timeout: 90_000 }, async () => {
    const child = start();
    try {
      await goesOn(child);
      for (let i = 0; i < 10; i++) {
        await terminateOthers();
        await goesOn(child);
      }
      for (let i = 0; i < 3; i++) {
        await cluster.stop();
        cluster = await startCluster();
        await goesOn(child);
      }
      for (let i = 0; i < 2; i++) {
        // A server that crashes is started again by itself.
        const { pid } = cluster;
        process.kill(pid, "SIGQUIT");
        await until("Postgres is another", async () => !alive(pid) && cluster.pid !== pid);
        await goesOn(child);
      }
      const { codes } = await ask(child);
      expect(codes.CONNECTION_CLOSED ?? 0, JSON.stringify(codes)).toBeGreaterThan(0);
      expect(child.said()).toBe("");
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error}\n${child.said()}`, { cause: error });
    } finally {
      child.process.kill("SIGKILL");
    }
  });
});

describe("a transaction that lost its connection", () => {
  test("writes nothing more, least of all into another's transaction", async () => {
    const sql = postgres(url, { ...settings, max: 1 });
    const dead = gate();
    const stay = gate();
    const begun = gate();
    const late = gate();
    const lost = sql.begin(async (tx) => {
      await tx`insert into marks (note) values ('lost, before')`;
      begun.open();
      await dead.promise;
      await tx`insert into marks (note) values ('lost, after')`.then(late.open, late.fail);
    });
    lost.catch(quiet);
    await begun.promise;
    await terminateOthers();
    await expect(lost).rejects.toMatchObject({
      code: expect.stringMatching(/^(CONNECTION_CLOSED|ECONNRESET|57P01)$/),
    });

    const started = gate();
    const second = sql.begin(async (tx) => {
      await tx`insert into marks (note) values ('second')`;
      started.open();
      await stay.promise;
    });
    await started.promise;
    dead.open();
    await expect(late.promise).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    stay.open();
    await second;
    const notes = await admin`select note from marks where note is not null order by id`;
    expect(notes.map((row) => row.note)).toEqual(["second"]);
    await sql.end({ timeout: 1 });
  });

  test("that ended refuses a statement somebody forgot to await", async () => {
    const sql = postgres(url, { ...settings, max: 1 });
    const leaked = await sql.begin(async (tx) => {
      await tx`select 1`;
      return { tx };
    });
    await expect(leaked.tx`select 1`.execute()).rejects.toMatchObject({ code: "TRANSACTION_ENDED" });
    await sql.end({ timeout: 1 });
  });

  test("by a reset leaves a pool that works", async () => {
    const sockets: Socket[] = [];
    const target = new URL(url);
    const proxy = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      near.on("error", quiet).pipe(far).on("error", quiet).pipe(near);
      near.on("close", () => far.destroy());
      sockets.push(near);
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const through = new URL(url);
    through.port = String((proxy.address() as AddressInfo).port);
    const sql = postgres(through.href, { ...settings, max: 1 });
    for (let round = 0; round < 3; round++) {
      const doomed = sql.begin(async (tx) => {
        await tx`select 1`;
        const sleeping = tx`select pg_sleep(60)`.execute();
        await until("it sleeps", async () => {
          const [row] =
            await admin`select count(*)::int as n from pg_stat_activity where wait_event = 'PgSleep'`;
          return row?.n > 0;
        });
        await until("it sleeps", async () => {
          const [row] =
            await admin`select count(*)::int as n from pg_stat_activity where wait_event = 'PgSleep'`;
          return row?.n > 0;
        });
        for (const socket of sockets.splice(0)) socket.resetAndDestroy();
        await sleeping;
      });
      await expect(doomed).rejects.toHaveProperty("code");
      for (let i = 0; i < 3; i++) expect(await sql.begin((tx) => tx`select 1 as one`)).toEqual([{ one: 1 }]);
    }
    await sql.end({ timeout: 1 });
    proxy.close();
  });
});

test("whoever waits for a connection while the one in use is lost gets the next one, never the dying one", async () => {
  const sql = postgres(url, { ...settings, max: 1 });
  for (let round = 0; round < 25; round++) {
    const used = await sql.reserve();
    await used`select 1`;
    const waiting = Promise.all([sql.reserve(), sql.reserve()].map(useOnce));
    await terminateOthers();
    // In the words of whichever told first: the server, the socket or the driver.
    await expect(used`select 1`).rejects.toHaveProperty(
      "code",
      expect.stringMatching(/^(CONNECTION_CLOSED|ECONNRESET|EPIPE|57P01)$/),
    );
    used.release();
    expect(await waiting).toEqual([1, 1]);
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  }
  await sql.end({ timeout: 1 });
});

async function useOnce(reserved: Promise<postgres.ReservedSql>): Promise<number> {
  const connection = await reserved;
  const [row] = await connection`select 1 as one`;
  connection.release();
  return row?.one;
}

test("a transaction begins on a connection of its own even when the pipeline is full", async () => {
  const sql = postgres(`${url}?max_pipeline=0`, { ...settings, max: 2 });
  const work = Array.from({ length: 60 }, (_, i) =>
    i % 2 ? sql`select ${i}::int as i` : sql.begin((tx) => tx`select ${i}::int as i`),
  );
  const rows = await Promise.all(work);
  expect(rows.map(([row]) => row?.i)).toEqual(rows.map((_, i) => i));
  await sql.end({ timeout: 1 });
});
