import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { log } from "@/server/platform/log";

export type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Each part that must work before requests may come, and whether it does. */
export type Readiness = Record<string, boolean>;

/** The process's one HTTP server. It listens from the first moment, so that its state can always be asked for. */
export interface HttpServer {
  server: Server;
  /** From now on requests go to `handler`; until then they are told to come back. */
  open(handler: Handler, readiness: () => Promise<Readiness>): void;
  /** Takes no new requests, ends event streams, and waits for the requests under way (`ms` at most). */
  drain(ms: number): Promise<void>;
  close(): Promise<void>;
}

interface State {
  handler?: Handler;
  readiness: () => Promise<Readiness>;
  draining: boolean;
  underWay: Set<ServerResponse>;
}

/** @throws the error of `listen`, e.g. EADDRINUSE. */
export async function listen(options: { port: number; host: string; role: string }): Promise<HttpServer> {
  const state: State = { readiness: async () => ({ started: false }), draining: false, underWay: new Set() };
  const server = createServer((req, res) => {
    respond(state, options.role, req, res).catch((error) => {
      log.error({ err: error, method: req.method, path: pathOf(req) }, "request failed");
      if (res.headersSent) res.destroy();
      else problem(res, 500, "internal_error", "Something went wrong here. The server's log says what.");
    });
  });
  // Longer than the idle time of common load balancers: the other way round gives their users broken requests.
  server.keepAliveTimeout = 75_000;
  server.listen(options.port, options.host);
  await once(server, "listening");
  return {
    server,
    open(handler, readiness) {
      state.handler = handler;
      state.readiness = readiness;
    },
    drain: (ms) => drain(state, ms),
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(state: State, role: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const path = pathOf(req);
  if (path === "/healthz") {
    json(res, 200, {
      service: "orkestra",
      status: "ok",
      role,
      pid: process.pid,
      uptimeSeconds: process.uptime(),
    });
    return;
  }
  if (path === "/readyz") {
    const checks = state.draining ? { accepting: false } : await state.readiness();
    const ready = Object.values(checks).every(Boolean);
    json(res, ready ? 200 : 503, { ready, checks });
    return;
  }
  if (!state.handler || state.draining) {
    comeBack(req, res, state.draining);
    return;
  }
  state.underWay.add(res);
  res.once("close", () => state.underWay.delete(res));
  await state.handler(req, res);
}

async function drain(state: State, ms: number): Promise<void> {
  state.draining = true;
  const deadline = Date.now() + ms;
  while (state.underWay.size > 0 && Date.now() < deadline) {
    for (const res of state.underWay) {
      if (isEventStream(res)) endStream(res);
    }
    await delay(20);
  }
  if (state.underWay.size > 0)
    log.warn({ requests: state.underWay.size }, "stopping with requests under way");
}

function isEventStream(res: ServerResponse): boolean {
  return res.headersSent && String(res.getHeader("content-type")).startsWith("text/event-stream");
}

/** A page whose stream ends opens another, elsewhere or after the restart, and resumes by its last event id. */
function endStream(res: ServerResponse): void {
  // Whoever writes to the stream may do so once more before it hears of the end.
  res.on("error", () => undefined);
  res.end();
}

function comeBack(req: IncomingMessage, res: ServerResponse, draining: boolean): void {
  res.setHeader("retry-after", "2");
  res.setHeader("connection", "close");
  const words = draining ? "Orkestra is restarting." : "Orkestra is starting.";
  if (req.method === "GET" && req.headers.accept?.includes("text/html")) {
    res.writeHead(503, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    res.end(`<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>Orkestra</title><style>:root{color-scheme:light dark}body{font:15px system-ui;display:grid;place-items:center;height:90vh}</style>
<p role="status">${words} This page loads by itself.</p></html>`);
    return;
  }
  problem(res, 503, "starting", `${words} Try again in two seconds.`);
}

function problem(res: ServerResponse, status: number, code: string, detail: string): void {
  const title = status === 503 ? "Unavailable" : "Internal error";
  json(res, status, { type: "about:blank", title, status, code, detail }, "application/problem+json");
}

function json(res: ServerResponse, status: number, body: object, type = "application/json"): void {
  res.writeHead(status, {
    "content-type": type,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  res.end(`${JSON.stringify(body)}\n`);
}

/** The path without its query. */
export function pathOf(req: IncomingMessage): string {
  return (req.url ?? "/").split("?", 1)[0] as string;
}
