import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { randomFrom } from "@/server/engine/core/simulation/random";

/** A call's step gives up after this; so late is an answer that comes after it. */
export const CALL_TIMEOUT_MS = 2_000;
/** A key's first calls may go wrong; from here on all is well, so that every run can end. */
const PATIENCE = 3;
const ILL = 0.1;
/** Hosts that it is to its callers: each has a circuit breaker, and one that opens must not hold up all runs. */
const HOSTS = 16;

/** The outside world: what runs call, and where their callbacks go. */
export interface Receiver {
  /** Its addresses. */
  hosts: string[];
  /** How often each idempotency key has called, by `<run's number> <step>`. */
  readonly calls: Map<string, Map<string, number>>;
  /** How often each message came, by the run that it is about. */
  readonly callbacks: Map<string, Map<string, number>>;
  readonly misbehaved: Record<string, number>;
  /** From now on the run's refused calls are taken. */
  relent(n: number): void;
  close(): Promise<void>;
}

/**
 * Starts a server that behaves badly, as the seed says: it answers 500, hangs until it is hung up on, answers after the
 * caller's timeout, or drops the connection. What it did about a key is a matter of the key and its count alone.
 */
export async function openReceiver(seed: number): Promise<Receiver> {
  const calls: Receiver["calls"] = new Map();
  const callbacks: Receiver["callbacks"] = new Map();
  const misbehaved: Record<string, number> = {};
  const relented = new Set<number>();

  const misbehave = (kind: string) => {
    misbehaved[kind] = (misbehaved[kind] ?? 0) + 1;
  };

  async function call(req: IncomingMessage, res: ServerResponse, body: string): Promise<void> {
    const { n, step } = JSON.parse(body) as { n: number; step: string };
    const key = String(req.headers["idempotency-key"]);
    const times = count(calls, `${n} ${step}`, key);
    if (step === "refused" && !relented.has(n)) {
      json(res, 422, { refused: true });
      return;
    }
    const random = randomFrom(hash(`${seed} ${key} ${times}`));
    if (times < PATIENCE && random.chance(ILL)) {
      const kind = random.pick(["500", "hangs", "late", "drops"]);
      misbehave(kind);
      if (kind === "hangs") return;
      if (kind === "drops") {
        req.socket.destroy();
        return;
      }
      if (kind === "late") await delay(CALL_TIMEOUT_MS + 300);
      json(res, kind === "500" ? 500 : 200, { n, key });
      return;
    }
    await delay(random.int(80));
    json(res, 200, { n, key });
  }

  function callback(req: IncomingMessage, res: ServerResponse, body: string): void {
    const { data } = JSON.parse(body) as { data: { runId: string } };
    const id = String(req.headers["webhook-id"]);
    const times = count(callbacks, data.runId, id);
    // The next attempt comes after five seconds, the one after that in five minutes: only the first may fail.
    const ill = times === 1 && randomFrom(hash(`${seed} ${id}`)).chance(ILL);
    if (ill) misbehave("callback 500");
    json(res, ill ? 500 : 200, {});
  }

  async function respond(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await text(req).catch(() => undefined);
    if (body === undefined) return;
    if (req.url === "/callback") callback(req, res, body);
    else await call(req, res, body);
  }

  const servers = Array.from({ length: HOSTS }, () => createServer(respond).listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  return {
    hosts: servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    calls,
    callbacks,
    misbehaved,
    relent: (n) => relented.add(n),
    async close() {
      const closed = servers.map((server) => once(server, "close"));
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
      await Promise.all(closed);
    },
  };
}

function count(counts: Map<string, Map<string, number>>, what: string, key: string): number {
  const known = counts.get(what) ?? new Map<string, number>();
  counts.set(what, known);
  const times = (known.get(key) ?? 0) + 1;
  known.set(key, times);
  return times;
}

async function text(req: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of req) body += chunk;
  return body;
}

function json(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function hash(words: string): number {
  let mixed = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) mixed = Math.imul(mixed ^ words.charCodeAt(i), 0x01000193);
  return mixed >>> 0;
}
