import { z } from "zod";
import { OutboundError } from "@/server/connectors/http/errors";
import { guardedFetch } from "@/server/connectors/http/fetch";
import type { Json } from "@/server/engine/core/json";
import { ExecutionFailure, type Executor } from "../executor";

const HttpRequest = z.object({
  method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.json().optional(),
  expect: z.array(z.number()).optional(),
});
type HttpRequest = z.infer<typeof HttpRequest>;

/** Statuses after which the same request may succeed later (RFC 9110, RFC 6585). */
const RETRYABLE_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Calls an outside API once, naming the visit's idempotency key so that a repeated attempt can be recognised there. */
export const http: Executor = async ({ request, timeoutMs, idempotencyKey, signal }) => {
  const wanted = HttpRequest.parse(request);
  const sent = await call(wanted, { timeoutMs, idempotencyKey, signal });
  const expected = wanted.expect?.includes(sent.status) ?? (sent.status >= 200 && sent.status < 300);
  if (!expected) {
    const retryable = RETRYABLE_STATUSES.has(sent.status);
    throw new ExecutionFailure(
      "http_status",
      `${wanted.method} ${hostOf(wanted.url)} answered ${sent.status}`,
      retryable,
    );
  }
  return {
    status: sent.status,
    headers: sent.headers,
    body: readBody(sent.headers["content-type"], sent.text),
  };
};

async function call(
  { method, url, headers, body }: HttpRequest,
  { timeoutMs, idempotencyKey, signal }: { timeoutMs: number; idempotencyKey: string; signal: AbortSignal },
) {
  const isText = typeof body === "string";
  const named = readHeaders(headers);
  if (body !== undefined && !isText && !named.has("content-type"))
    named.set("content-type", "application/json");
  if (method !== "GET" && method !== "HEAD" && !named.has("idempotency-key"))
    named.set("idempotency-key", idempotencyKey);
  try {
    return await guardedFetch({
      url,
      method,
      headers: Object.fromEntries(named),
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      timeoutMs,
      signal,
    });
  } catch (error) {
    if (error instanceof OutboundError)
      throw new ExecutionFailure(error.code, error.message, error.retryable);
    throw error;
  }
}

function readHeaders(headers: Record<string, string>): Headers {
  try {
    return new Headers(headers);
  } catch {
    throw new ExecutionFailure(
      "invalid_request",
      "A header has a name or value that HTTP does not allow",
      false,
    );
  }
}

function readBody(contentType: string | undefined, text: string): Json {
  if (!contentType?.includes("json")) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "the address";
}
