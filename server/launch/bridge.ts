import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";

/** A door in the web's own terms. */
export type WebHandler = (request: Request) => Promise<Response>;

/** Headers of every answer that is not a page. */
const DEFAULT_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

/**
 * Lets a web-standard handler answer a node:http request. Both bodies stream; when the client goes away, the
 * request's signal aborts and the answer's stream is cancelled.
 */
export async function answer(handler: WebHandler, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const gone = new AbortController();
  res.once("close", () => {
    if (!res.writableFinished) gone.abort();
  });
  const request = toRequest(req, gone.signal);
  if (!request) {
    res.writeHead(400).end();
    return;
  }
  const response = await handler(request);
  send(response, req, res);
}

/** What a door that answers whole answers takes and gives. */
type PlainHandler = (asked: {
  method: string;
  url: string;
  headers: { get(name: string): string | null };
  body: IncomingMessage | null;
}) => Promise<{ status: number; headers: Record<string, string>; body: string | Uint8Array | null }>;

/** Lets a door answer without the web's objects: one read, and head and body in one write. */
export async function answerPlainly(
  handler: PlainHandler,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const method = req.method ?? "GET";
  const url = urlOf(req);
  if (!url) {
    res.writeHead(400).end();
    return;
  }
  const headers = {
    get(name: string) {
      const value = req.headers[name.toLowerCase()];
      return value === undefined ? null : String(value);
    },
  };
  const body = method === "GET" || method === "HEAD" ? null : req;
  const answer = await handler({ method, url: url.href, headers, body });
  const sent: Record<string, string | number> = { ...DEFAULT_HEADERS };
  for (const [name, value] of Object.entries(answer.headers)) sent[name.toLowerCase()] = value;
  if (answer.body !== null) sent["content-length"] = Buffer.byteLength(answer.body);
  res.writeHead(answer.status, sent);
  res.end(method === "HEAD" || answer.body === null ? undefined : answer.body);
}

function urlOf(req: IncomingMessage): URL | undefined {
  try {
    return requestUrl(req);
  } catch {
    return undefined;
  }
}

/** Undefined when the request line or Host header can't be made a URL. */
function toRequest(req: IncomingMessage, signal: AbortSignal): Request | undefined {
  const method = req.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  const headers = new Headers();
  for (let i = 0; i < req.rawHeaders.length; i += 2) {
    headers.append(req.rawHeaders[i] as string, req.rawHeaders[i + 1] as string);
  }
  try {
    return new Request(requestUrl(req), {
      method,
      headers,
      signal,
      ...(hasBody ? { body: Readable.toWeb(req) as ReadableStream, duplex: "half" } : {}),
    } as RequestInit);
  } catch {
    return undefined;
  }
}

/** Joined as text: resolving would let a path such as `//elsewhere/` choose the host. */
function requestUrl(req: IncomingMessage): URL {
  const forwarded = String(req.headers["x-forwarded-proto"] ?? "").split(",")[0];
  const protocol = forwarded?.trim() === "https" ? "https" : "http";
  const path = req.url ?? "/";
  const local = path.startsWith("/") ? path : path.replace(/^[a-z]+:\/\/[^/?#]*/i, "") || "/";
  return new URL(`${protocol}://${req.headers.host ?? "localhost"}${local}`);
}

async function send(response: Response, req: IncomingMessage, res: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(DEFAULT_HEADERS)) res.setHeader(name, value);
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie") res.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader("set-cookie", cookies);
  res.writeHead(response.status);
  if (!response.body || req.method === "HEAD") {
    await response.body?.cancel();
    res.end();
    return;
  }
  res.flushHeaders();
  try {
    await pipeline(Readable.fromWeb(response.body as NodeReadableStream), res);
  } catch (error) {
    // A client that hangs up is no failure of ours.
    if (!res.destroyed && !res.writableEnded) throw error;
  }
}
