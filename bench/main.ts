import { fork } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { migrate } from "@/db/migrate";
import { startPostgres } from "@/server/launch/postgres";
import type { Figures, Ground, Measure } from "./measure";
import { MEASURES } from "./measures";
import { serve } from "./serve";
import { tableOf } from "./table";

const TEMPLATE = "bench_template";
const runner = join(process.cwd(), "bench", "run.mjs");
const ROUNDS = 3;

/**
 * Prints a table for every measure, or for those named. Contenders take turns (A B A B), each round in a process of
 * its own with a database of its own, all on one embedded PostgreSQL with its durable settings. Figures are medians
 * of the rounds; nothing is asserted.
 */
export async function bench(args: string[]): Promise<void> {
  if (args[0] === "--contender") return contend(args[1] as string, args[2] as string);
  if (args[0] === "--serve") return serve(Number(args[1]));
  const { measures, only, rounds } = chosen(args);
  const folder = await mkdtemp(join(tmpdir(), "orkestra-bench-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres") });
  try {
    await makeTemplate(server.url);
    console.log(await machine(server.url));
    for (const measure of measures) {
      const results: Record<string, Figures[]> = {};
      const contenders = Object.keys(measure.contenders).filter((name) => !only || only.includes(name));
      for (let round = 0; round < (rounds ?? measure.rounds ?? ROUNDS); round++) {
        for (const name of contenders) {
          const figures = await oneRound(measure, name, server.url, folder);
          if (!figures) continue;
          results[name] = [...(results[name] ?? []), figures];
          process.stderr.write(`  ${measure.name} ${round + 1} ${name} ${JSON.stringify(figures)}\n`);
        }
      }
      console.log(tableOf(measure, results));
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function chosen(args: string[]) {
  const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const names = args.filter((arg, i) => !arg.startsWith("--") && !args[i - 1]?.startsWith("--"));
  const unknown = names.filter((name) => !MEASURES.some((m) => m.name === name));
  if (unknown.length > 0) {
    throw new Error(`No measure ${unknown.join(", ")}. There are: ${MEASURES.map((m) => m.name).join(", ")}`);
  }
  return {
    measures: names.length > 0 ? MEASURES.filter((m) => names.includes(m.name)) : MEASURES,
    only: value("--only")?.split(","),
    rounds: value("--rounds") === undefined ? undefined : Number(value("--rounds")),
  };
}

/** One contender's turn. Undefined when it could not be run, which the terminal then tells. */
async function oneRound(measure: Measure, name: string, serverUrl: string, folder: string): Promise<Figures | undefined> {
  const database = `bench_${name.toLowerCase().replaceAll(/\W/g, "_")}`;
  const ground: Ground = { databaseUrl: at(serverUrl, database), folder: join(folder, `${measure.name}-${name}`) };
  await withAdmin(serverUrl, async (sql) => {
    await sql.unsafe(`drop database if exists ${database} with (force)`);
    await sql.unsafe(`create database ${database} ${name.startsWith("orkestra") ? `template ${TEMPLATE}` : ""}`);
    await sql.unsafe("checkpoint");
  });
  const out = openSync(join(folder, `${measure.name}-${name}.log`), "a");
  const child = fork(runner, ["--contender", measure.name, name], {
    env: { ...process.env, ...settingsOf(ground) },
    stdio: ["ignore", out, process.env.BENCH_VERBOSE ? "inherit" : out, "ipc"],
    execArgv: process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [],
  });
  child.send(ground);
  let figures: Figures | undefined;
  child.on("message", (message) => {
    figures = message as Figures;
  });
  const [code] = await once(child, "exit");
  if (code === 0 && figures) return figures;
  process.stderr.write(`  ${measure.name}: ${name} ended with ${code}; BENCH_VERBOSE=1 shows why\n`);
  return undefined;
}

/** Every contender's process is a production one; Orkestra reads these, the others their own. */
function settingsOf({ databaseUrl }: Ground): Record<string, string> {
  return {
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: "warn",
    NEXTAUTH_SECRET: "a-secret-that-only-the-bench-knows",
    NEXTAUTH_URL: "http://127.0.0.1:3000",
    ORKESTRA_RATE_LIMIT: "10000000",
    ORKESTRA_ALLOW_PRIVATE_NETWORK: "1",
  };
}

/** Runs in the contender's process. */
async function contend(name: string, contender: string): Promise<void> {
  const [ground] = (await once(process, "message")) as [Ground];
  const measure = MEASURES.find((m) => m.name === name);
  const run = measure?.contenders[contender];
  if (!run) throw new Error(`no contender ${contender} in ${name}`);
  const figures = await run(ground);
  process.send?.(figures, () => process.exit(0));
}

async function makeTemplate(serverUrl: string): Promise<void> {
  await withAdmin(serverUrl, (sql) => sql.unsafe(`create database ${TEMPLATE}`));
  await migrate(at(serverUrl, TEMPLATE));
}

async function machine(serverUrl: string): Promise<string> {
  return withAdmin(serverUrl, async (sql) => {
    const [row] = await sql`select version() as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as synchronous`;
    const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
    return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${memory}, Node ${process.versions.node}, ${String(row?.version).split(" on ")[0]} (fsync ${row?.fsync}, synchronous_commit ${row?.synchronous})\n`;
  });
}

async function withAdmin<T>(serverUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

function at(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
