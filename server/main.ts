import { sql } from "drizzle-orm";
import { closeDatabase, withSystem } from "@/db/tenancy";
import { HOOKS_ROOT, handleHook } from "@/server/doors/hooks";
import { handleMcp } from "@/server/doors/mcp";
import { answerRest } from "@/server/doors/rest";
import { closeStreams, handleStream } from "@/server/doors/stream";
import { stopBoss } from "@/server/jobs/boss";
import { startQueue, startWorker } from "@/server/jobs/worker";
import { answer, answerPlainly } from "@/server/launch/bridge";
import { type Handler, type HttpServer, pathOf, type Readiness } from "@/server/launch/http";
import { setPageHeaders } from "@/server/launch/page-headers";
import { env } from "@/server/platform/env";

/** Requests and jobs under way get this long to finish when the process is asked to stop. */
const GRACE_MS = 25_000;

export interface Running {
  /** Finishes what is under way, then closes everything this process holds open. */
  stop(): Promise<void>;
}

/**
 * Web and worker of a process, as its role says, on a database that is migrated.
 *
 * This code is one bundle and Next's is another, so every module exists twice in the process. What there must be
 * one of (connections, queue, live streams, log context) hangs on `globalThis`; module variables may hold nothing
 * that both need.
 */
export async function startServer(http: HttpServer, options: { dev: boolean }): Promise<Running> {
  const { role } = env();
  const pages = role === "worker" ? undefined : await openPages(http, options.dev);
  const worker = role === "web" ? undefined : await startWorker();
  if (!worker) await startQueue();
  http.open(pages ? webHandler(pages.handle, options.dev) : noPages, readiness);
  return {
    async stop() {
      // Requests under way may still send jobs, so the queue stops after them.
      closeStreams();
      await http.drain(GRACE_MS);
      await (worker ? worker.stop() : stopBoss());
      await http.close();
      await pages?.close();
      await closeDatabase();
    },
  };
}

/** Only a migrated process gets here, so what can fail later is the connection and the queue. */
async function readiness(): Promise<Readiness> {
  const [database, queue] = await Promise.all([
    withinSeconds(2, () => withSystem("readiness", (tx) => tx.execute(sql`select 1`))),
    withinSeconds(2, startQueue),
  ]);
  return { database, migrations: true, queue };
}

async function withinSeconds(seconds: number, check: () => Promise<unknown>): Promise<boolean> {
  const late = AbortSignal.timeout(seconds * 1000);
  const timeout = new Promise<boolean>((done) => late.addEventListener("abort", () => done(false)));
  const worked = check().then(
    () => true,
    () => false,
  );
  return Promise.race([worked, timeout]);
}

async function openPages(http: HttpServer, dev: boolean) {
  // Read when the settings are complete: Next and React look at NODE_ENV as soon as they are loaded.
  const { default: next } = await import("next");
  const { port, host } = env();
  const app = next({ dev, dir: process.cwd(), hostname: host, port, httpServer: http.server });
  await quietly(() => app.prepare());
  return { handle: app.getRequestHandler() as Handler, close: () => app.close() };
}

/** Next tells on stdout how long its configuration took; warnings and errors go elsewhere and stay. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => undefined;
  try {
    await work();
  } finally {
    console.log = log;
  }
}

/**
 * The API's doors answer before Next sees the request: they need none of it, and it costs more than they do. In
 * development Next routes them, so that they reload.
 */
function webHandler(handlePage: Handler, dev: boolean): Handler {
  const https = env().nextAuthUrl?.startsWith("https:") ?? false;
  const pages: Handler = (req, res) => {
    setPageHeaders(req, res, { dev, https });
    return handlePage(req, res);
  };
  if (dev) return pages;
  return (req, res) => {
    const path = pathOf(req);
    if (path.startsWith("/api/v1/")) return answerPlainly(answerRest, req, res);
    if (path.startsWith(HOOKS_ROOT)) return answer(handleHook, req, res);
    if (path === "/api/mcp") return answer(handleMcp, req, res);
    if (path === "/api/stream") return answer(handleStream, req, res);
    return pages(req, res);
  };
}

const noPages: Handler = async (_req, res) => {
  res.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
  res.end("This process is a worker: it serves no pages. Start one with ORKESTRA_ROLE=web.\n");
};
