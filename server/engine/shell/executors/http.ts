import { z } from "zod";
import { OutboundError, type OutboundErrorCode } from "@/server/connectors/http/errors";
import { guardedFetch, type OutboundResponse } from "@/server/connectors/http/fetch";
import { retryAfterSeconds } from "@/server/connectors/outcome";
import { BreakerOpen, breakers, type CallOutcome, type Health } from "@/server/domain/breakers/breakers";
import type { Json } from "@/server/engine/core/json";
import { type Execution, ExecutionFailure, type Executor } from "../executor";

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

/** What may have reached the other side, though no usable answer came. */
const UNANSWERED: ReadonlySet<OutboundErrorCode> = new Set(["connection", "timeout", "too_large"]);

/** Calls an outside API once, naming the visit's idempotency key so that a repeated attempt can be recognised there. */
export const http: Executor = async (execution) => {
  const wanted = HttpRequest.parse(execution.request);
  const sent = await guarded(wanted, execution);
  const expected = wanted.expect?.includes(sent.status) ?? (sent.status >= 200 && sent.status < 300);
  if (!expected) {
    const retryable = RETRYABLE_STATUSES.has(sent.status);
    const asked = retryable ? retryAfterSeconds(sent.headers["retry-after"], new Date()) : undefined;
    throw new ExecutionFailure(
      "http_status",
      `${wanted.method} ${hostOf(wanted.url)} answered ${sent.status}`,
      retryable,
      asked === undefined ? undefined : asked * 1000,
    );
  }
  return {
    status: sent.status,
    headers: sent.headers,
    body: readBody(sent.headers["content-type"], sent.text),
  };
};

/** Makes the call unless its host has failed too often of late. */
async function guarded(wanted: HttpRequest, execution: Execution): Promise<OutboundResponse> {
  const { tenantId, signal } = execution;
  const target = hostOf(wanted.url);
  const judge = (outcome: CallOutcome<OutboundResponse>) => healthOf(outcome, signal);
  try {
    return await breakers().guard({ tenantId, target, call: () => call(wanted, execution), judge });
  } catch (error) {
    if (error instanceof OutboundError) {
      const unknown = UNANSWERED.has(error.code);
      throw new ExecutionFailure(error.code, error.message, error.retryable, undefined, unknown);
    }
    if (error instanceof BreakerOpen)
      throw new ExecutionFailure("circuit_open", error.message, true, error.retryAfterMs);
    throw error;
  }
}

/** A server that says no is well; one that fails, or says nothing, is not. */
function healthOf(outcome: CallOutcome<OutboundResponse>, signal: AbortSignal): Health {
  if ("value" in outcome) {
    const { status } = outcome.value;
    return status >= 500 ? { fault: `answered ${status}` } : "well";
  }
  const { error } = outcome;
  const isItsFault = error instanceof OutboundError && error.retryable && !signal.aborted;
  return isItsFault ? { fault: error.message } : "unknown";
}

async function call(
  { method, url, headers, body }: HttpRequest,
  { timeoutMs, idempotencyKey, signal }: Execution,
): Promise<OutboundResponse> {
  const isText = typeof body === "string";
  const named = readHeaders(headers);
  if (body !== undefined && !isText && !named.has("content-type"))
    named.set("content-type", "application/json");
  if (method !== "GET" && method !== "HEAD" && !named.has("idempotency-key"))
    named.set("idempotency-key", idempotencyKey);
  return guardedFetch({
    url,
    method,
    headers: Object.fromEntries(named),
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    timeoutMs,
    signal,
  });
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
