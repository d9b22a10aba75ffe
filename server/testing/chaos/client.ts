import { setTimeout as delay } from "node:timers/promises";
import { Agent } from "undici";

/** One attempt of a request may take so long; then it is made again, under the same key. */
const ATTEMPT_MS = 15_000;
/** Whoever gets no word for so long has been let down. */
const PATIENCE_MS = 600_000;

interface Wanted {
  method: "GET" | "POST";
  path: string;
  body?: unknown;
  /** What makes a repeated write the same write. */
  key?: string;
}

/** Said no to, for a reason that asking again does not change. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface Client {
  /** Asks until there is an answer. @throws Refused */
  ask<T>(wanted: Wanted): Promise<T>;
  /** How long the longest answer was waited for. */
  longestWaitMs(): number;
  close(): Promise<void>;
}

/** A bot's client of the REST door, that does what its documentation asks of one: it retries what may work later. */
export function openClient(address: () => string, apiKey: string): Client {
  const agent = new Agent({ connections: 64, headersTimeout: ATTEMPT_MS, bodyTimeout: ATTEMPT_MS });
  let longest = 0;

  /** Undefined when the same request may work later. */
  async function attempt<T>({ method, path, body, key }: Wanted): Promise<{ answer: T } | undefined> {
    const answer = await agent.request({
      origin: address(),
      path: `/api/v1${path}`,
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(ATTEMPT_MS),
    });
    const said = await answer.body.text();
    const { statusCode: status } = answer;
    if (status < 300) return { answer: JSON.parse(said) as T };
    if (status === 408 || status === 429 || status >= 500) return undefined;
    const { code = "", detail = said } = JSON.parse(said) as { code?: string; detail?: string };
    if (code === "request_in_flight") return undefined;
    throw new Refused(status, code, `${method} ${path}: ${status} ${code} ${detail}`);
  }

  return {
    async ask<T>(wanted: Wanted) {
      const began = performance.now();
      for (let wait = 50; ; wait = Math.min(wait * 2, 1_000)) {
        const done = await attempt<T>(wanted).catch((error: unknown) => {
          if (error instanceof Refused) throw error;
          return undefined;
        });
        const waited = performance.now() - began;
        longest = Math.max(longest, waited);
        if (done) return done.answer;
        if (waited > PATIENCE_MS) throw new Error(`${wanted.method} ${wanted.path} got no answer`);
        await delay(wait * (0.5 + Math.random() / 2));
      }
    },
    longestWaitMs: () => longest,
    close: () => agent.destroy(),
  };
}
