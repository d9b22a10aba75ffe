import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { migrate } from "@/db/migrate";
import { seedDemo } from "@/db/seed";
import { type Running, startServer } from "@/server/main";
import { env, resetEnv } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { checkBudgets } from "./budgets";
import { ensureBuilt } from "./build";
import { type Demo, readDemo, writeDemo } from "./demo-file";
import { type HttpServer, listen } from "./http";
import { type Lock, tryLock } from "./lock";
import { takenPort } from "./port";
import { type PostgresServer, startPostgres } from "./postgres";
import { type LaunchSettings, prepareSettings } from "./settings";
import { printSummary } from "./summary";

type Paint = (text: string) => string;

/** The terminal, as start.mjs shows it (progress.mjs). */
export interface Progress {
  colours: Record<"bold" | "dim" | "green" | "red" | "yellow" | "accent", Paint>;
  say(text: string): void;
  notice(text: string): void;
  step<T>(title: string, work: () => Promise<T>, done?: (result: T) => string): Promise<T>;
}

interface LaunchOptions {
  sourceHash: string;
  dev: boolean;
  buildOnly: boolean;
  progress: Progress;
}

/** What has been started so far, in order; it is stopped in the opposite order. */
interface Started {
  lock?: Lock;
  http?: HttpServer;
  postgres?: PostgresServer;
  running?: Running;
}

/** Brings the whole product up in this process, and takes it down when the process is asked to stop. */
export async function launch(options: LaunchOptions): Promise<void> {
  if (options.buildOnly) {
    await ensureBuilt(options.sourceHash, options.progress);
    return checkBudgets(options.progress);
  }
  const settings = prepareSettings(options);
  const started: Started = {};
  const stop = stopOnce(started, options.progress);
  stopOnSignals(stop, started);
  stopOnCrash(stop);
  try {
    await bringUp(settings, options, started);
  } catch (error) {
    // A start that is interrupted fails somewhere in its middle: that is no error to report.
    if (stop.requested) return stop.run(0);
    await takeDown(started);
    throw error;
  }
  const demo = env().demo ? await readDemo(settings.dataDir) : undefined;
  printSummary(options.progress, {
    url: process.env.NEXTAUTH_URL as string,
    role: env().role,
    seconds: process.uptime(),
    demo,
    dataDir: settings.dataDir,
  });
}

async function bringUp(settings: LaunchSettings, options: LaunchOptions, started: Started): Promise<void> {
  const { progress } = options;
  await mkdir(settings.dataDir, { recursive: true, mode: 0o711 });
  if (settings.embedded) started.lock = await lockData(settings.dataDir);
  const { port, host, role } = settings.env;
  started.http = await listen({ port, host, role }).catch(async (error: NodeJS.ErrnoException) => {
    throw error.code === "EADDRINUSE" ? await takenPort(port) : error;
  });
  if (settings.embedded) {
    started.postgres = await progress.step("Starting PostgreSQL", () =>
      startPostgres({ dataDir: join(settings.dataDir, "postgres"), notice: progress.notice }),
    );
    process.env.DATABASE_URL = started.postgres.url;
    resetEnv();
  }
  await progress.step("Preparing the database", () => prepareDatabase(settings));
  if (role !== "worker" && !options.dev) await ensureBuilt(options.sourceHash, progress);
  const http = started.http;
  started.running = await progress.step("Starting the server", () => startServer(http, options));
}

async function prepareDatabase(settings: LaunchSettings): Promise<void> {
  await migrate(env().databaseUrl as string);
  // Workers beside a web process leave the demo to it.
  if (env().role === "worker") return;
  const url = process.env.NEXTAUTH_URL as string;
  const demo: Demo | undefined = env().demo
    ? { url, ...(await seedDemo()), mcpUrl: `${url}/api/mcp` }
    : undefined;
  await writeDemo(settings.dataDir, demo);
}

/** An embedded database belongs to one process at a time. */
async function lockData(dataDir: string): Promise<Lock> {
  const lock = await tryLock(join(dataDir, "lock"), process.env.NEXTAUTH_URL as string);
  if ("release" in lock) return lock;
  throw new Error(
    `Orkestra is already running on ${dataDir}: process ${lock.pid}, ${lock.about}.\n` +
      "Stop it first, or give this one its own data: ORKESTRA_DATA_DIR=… PORT=… npm start",
  );
}

async function takeDown(started: Started): Promise<void> {
  try {
    await started.running?.stop();
    await started.http?.close();
  } finally {
    await started.postgres?.stop();
    started.lock?.release();
  }
}

interface Stop {
  requested: boolean;
  /** Takes everything down, once, and ends the process. */
  run(code: number): Promise<void>;
}

function stopOnce(started: Started, progress: Progress): Stop {
  let stopping: Promise<void> | undefined;
  const stop: Stop = {
    requested: false,
    run(code) {
      stop.requested = true;
      stopping ??= takeDown(started).then(
        () => {
          progress.say(`  ${progress.colours.green("✓")} Stopped`);
          process.exit(code);
        },
        (error) => {
          log.error({ err: error }, "stopping failed");
          process.exit(1);
        },
      );
      return stopping;
    },
  };
  return stop;
}

/** npm passes Ctrl-C on while the terminal already has sent it: one press arrives as two signals at once. */
const SAME_PRESS_MS = 500;

function stopOnSignals(stop: Stop, started: Started): void {
  let first: number | undefined;
  const onSignal = () => {
    if (first === undefined) {
      first = Date.now();
      process.stdout.write(
        "\n  Stopping: what is under way is finished first. Ctrl-C again stops at once.\n",
      );
      void stop.run(0);
    } else if (Date.now() - first > SAME_PRESS_MS) {
      if (started.postgres) process.kill(started.postgres.pid, "SIGINT");
      started.lock?.release();
      process.exit(130);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  // Started by another Node, which holds this channel open for as long as it lives.
  process.on("disconnect", onSignal);
}

function stopOnCrash(stop: Stop): void {
  const onCrash = (error: unknown) => {
    log.fatal({ err: error }, "uncaught error; stopping");
    setTimeout(() => process.exit(1), 15_000).unref();
    void stop.run(1);
  };
  process.on("uncaughtException", onCrash);
  process.on("unhandledRejection", onCrash);
}
