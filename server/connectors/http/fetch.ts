import { isIP } from "node:net";
import { Agent, type Dispatcher, request } from "undici";
import { env } from "@/server/platform/env";
import { mayConnectTo } from "./addresses";
import { findOutboundError, OutboundError } from "./errors";
import { blocked, checkingLookup } from "./lookup";

export const HTTP_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

export interface OutboundRequest {
  url: string;
  method?: (typeof HTTP_METHODS)[number];
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Milliseconds for the whole exchange, from the name's lookup to the last byte of the answer. */
  timeoutMs?: number;
  /** Bytes of the answer's body that are read at most. */
  maxBytes?: number;
  /** What to do when the body is larger or slower than allowed: fail, or keep what has arrived. */
  onLimit?: "fail" | "truncate";
  signal?: AbortSignal;
  /** Lets requests into loopback and private networks; by default as the deployment is set. */
  allowPrivateNetwork?: boolean;
}

export interface OutboundResponse {
  status: number;
  /** Lower-case names; repeated headers are joined with a comma. */
  headers: Record<string, string>;
  body: Uint8Array;
  /** The body as UTF-8; what is not UTF-8 becomes U+FFFD. */
  text: string;
  /** Whether the body was cut at a limit; only with `onLimit: "truncate"`. */
  truncated: boolean;
  durationMs: number;
}

// The connection's own affairs: a caller who sets them could smuggle a second request or get bytes unread.
const RESERVED_HEADERS = new Set(
  "accept-encoding connection content-length expect host keep-alive te trailer transfer-encoding upgrade".split(
    " ",
  ),
);

const agents = new Map<boolean, Agent>();

// One pool for each rule: a socket opened where private networks are allowed must not serve where they are not.
function agentFor(allowPrivateNetwork: boolean): Agent {
  let agent = agents.get(allowPrivateNetwork);
  if (!agent) {
    const lookup = checkingLookup(allowPrivateNetwork);
    agent = new Agent({ allowH2: false, connect: { lookup, timeout: 10_000 }, keepAliveTimeout: 5_000 });
    agents.set(allowPrivateNetwork, agent);
  }
  return agent;
}

/**
 * Sends one request to an address that a tenant chose, and reads the answer within limits: only http and https,
 * only to the public internet (checked for literals in every spelling and for each address a name leads to),
 * at most `timeoutMs` (15 s) and `maxBytes` (1 MiB). A redirect is an answer like any other: it is never followed.
 * @throws OutboundError, or the reason of `signal` when that was aborted.
 */
export async function guardedFetch(input: OutboundRequest): Promise<OutboundResponse> {
  const { timeoutMs = 15_000, signal, allowPrivateNetwork = env().allowPrivateNetwork } = input;
  const url = checkUrl(input.url, allowPrivateNetwork);
  const headers = checkHeaders(input.headers ?? {});
  const started = performance.now();
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  const progress: { status?: number } = {};
  try {
    const response = await request(url, {
      dispatcher: agentFor(allowPrivateNetwork),
      method: input.method ?? "GET",
      headers,
      body: input.body ?? null,
      // The deadline covers both; the client's own timers would only blur which one fired.
      headersTimeout: 0,
      bodyTimeout: 0,
      signal: signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal,
    });
    progress.status = response.statusCode;
    const read = await readBody(response.body, input, deadline.signal);
    return {
      status: response.statusCode,
      headers: flatten(response.headers),
      ...read,
      text: new TextDecoder().decode(read.body),
      durationMs: Math.round(performance.now() - started),
    };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (deadline.signal.aborted) {
      const text = `${url.host} did not answer completely within ${timeoutMs / 1000} s.`;
      throw new OutboundError("timeout", text, progress.status, { cause: error });
    }
    throw describe(error, url, progress.status);
  } finally {
    clearTimeout(timer);
  }
}

function checkUrl(text: string, allowPrivateNetwork: boolean): URL {
  const url = URL.parse(text);
  if (!url) throw new OutboundError("invalid_url", "The address is not a URL.");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new OutboundError("invalid_url", "The address must start with http:// or https://.");
  }
  if (url.username || url.password) {
    throw new OutboundError("invalid_url", "The address must not contain a user name or password.");
  }
  // The parser has turned every spelling of an IPv4 address (octal, hexadecimal, one number) into dotted form.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !mayConnectTo(host, allowPrivateNetwork)) throw blocked(url.hostname);
  return url;
}

function checkHeaders(headers: Record<string, string>): Record<string, string> {
  const reserved = Object.keys(headers).find((name) => {
    const lower = name.toLowerCase();
    return RESERVED_HEADERS.has(lower) || lower.startsWith("proxy-");
  });
  if (reserved) throw new OutboundError("invalid_request", `The header ${reserved} can't be set.`);
  return headers;
}

async function readBody(
  body: Dispatcher.ResponseData["body"],
  { maxBytes = 1024 * 1024, onLimit = "fail" }: OutboundRequest,
  deadline: AbortSignal,
): Promise<{ body: Uint8Array; truncated: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const kept = (truncated: boolean) => ({ body: Buffer.concat(chunks, Math.min(size, maxBytes)), truncated });
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= maxBytes) continue;
      // Leaving the loop destroys the stream, and with it the connection.
      if (onLimit === "truncate") return kept(true);
      throw new OutboundError("too_large", `The answer is larger than ${maxBytes} bytes.`);
    }
  } catch (error) {
    if (onLimit === "truncate" && deadline.aborted) return kept(true);
    throw error;
  }
  return kept(false);
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

function describe(error: unknown, url: URL, status: number | undefined): OutboundError {
  const known = findOutboundError(error);
  if (known) return new OutboundError(known.code, known.message, status, { cause: error });
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  if (code === "UND_ERR_INVALID_ARG") {
    const why = error instanceof Error ? error.message : "not valid";
    return new OutboundError("invalid_request", `The request can't be sent: ${why}.`, status, {
      cause: error,
    });
  }
  if (code === "UND_ERR_CONNECT_TIMEOUT") {
    return new OutboundError("timeout", `No connection to ${url.host} in time.`, status, { cause: error });
  }
  return new OutboundError("connection", `The connection to ${url.host} failed (${code}).`, status, {
    cause: error,
  });
}
