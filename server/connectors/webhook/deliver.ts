import { Webhook } from "standardwebhooks";
import { OutboundError, type OutboundErrorCode } from "@/server/connectors/http/errors";
import { guardedFetch, type OutboundResponse } from "@/server/connectors/http/fetch";
import { retryAfterSeconds } from "@/server/connectors/outcome";

/**
 * Seconds to wait before each attempt, counted from the attempt before: the schedule that the Standard Webhooks
 * specification suggests. Attempt 1 is immediate; after the tenth, some three days later, delivery is given up.
 */
export const WEBHOOK_RETRY_SCHEDULE = [
  0,
  5,
  5 * 60,
  30 * 60,
  2 * 3600,
  5 * 3600,
  10 * 3600,
  14 * 3600,
  20 * 3600,
  24 * 3600,
] as const;

const TIMEOUT_MS = 15_000;
const SNIPPET_CHARACTERS = 500;

export interface WebhookDelivery {
  url: string;
  /** The tenant's signing secret: `whsec_` and base64. */
  secret: string;
  /** Identifies the message; the same for every attempt, so that the receiver can drop repetitions. */
  id: string;
  /** Sent as JSON. */
  payload: unknown;
  /** 1 for the first attempt. */
  attempt: number;
  signal?: AbortSignal;
  /** See guardedFetch. */
  allowPrivateNetwork?: boolean;
}

export interface WebhookResult {
  /**
   * `delivered`: answered 2xx. `retry`: try again, as long as `nextAttemptInSeconds` says when.
   * `gone`: answered 410, the receiver wants no more. `rejected`: the address can never be delivered to.
   */
  outcome: "delivered" | "retry" | "gone" | "rejected";
  /** The answer's HTTP status, when there was an answer. */
  status?: number;
  durationMs: number;
  error?: { code: OutboundErrorCode | "status"; message: string };
  /** The beginning of the answer's body, for the delivery log. */
  responseSnippet?: string;
  /** Only with `retry`: the schedule's delay, or longer when the receiver asks; null when attempts are spent. */
  nextAttemptInSeconds?: number | null;
}

/**
 * Makes one attempt to deliver a webhook, signed by Standard Webhooks. The answer's status alone decides; its
 * body is read for the log, and cut when it is long or slow. Redirects are not followed and count as failures.
 * @throws when `secret` is no signing secret, or with the reason of `signal`.
 */
export async function deliverWebhook(delivery: WebhookDelivery): Promise<WebhookResult> {
  const body = JSON.stringify(delivery.payload);
  const now = new Date();
  const started = performance.now();
  try {
    const response = await guardedFetch({
      url: delivery.url,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Orkestra-Webhooks/1",
        "webhook-id": delivery.id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": new Webhook(delivery.secret).sign(delivery.id, now, body),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: 4 * SNIPPET_CHARACTERS,
      onLimit: "truncate",
      ...(delivery.signal ? { signal: delivery.signal } : {}),
      ...(delivery.allowPrivateNetwork === undefined
        ? {}
        : { allowPrivateNetwork: delivery.allowPrivateNetwork }),
    });
    return judge(response, delivery.attempt, now);
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return {
      outcome: error.retryable ? "retry" : "rejected",
      ...(error.status === undefined ? {} : { status: error.status }),
      durationMs: Math.round(performance.now() - started),
      error: { code: error.code, message: error.message },
      ...(error.retryable ? { nextAttemptInSeconds: nextDelay(delivery.attempt) } : {}),
    };
  }
}

function judge(response: OutboundResponse, attempt: number, now: Date): WebhookResult {
  const { status, durationMs } = response;
  const result = { status, durationMs, responseSnippet: snippet(response.text) };
  if (status >= 200 && status < 300) return { outcome: "delivered", ...result };
  if (status === 410) {
    const message = "The receiver answered 410 Gone: it wants no more deliveries.";
    return { outcome: "gone", ...result, error: { code: "status", message } };
  }
  const asked = retryAfterSeconds(response.headers["retry-after"], now) ?? 0;
  const scheduled = nextDelay(attempt);
  const message =
    status >= 300 && status < 400
      ? `The receiver answered ${status}, a redirect; redirects are not followed.`
      : `The receiver answered ${status} instead of 2xx.`;
  return {
    outcome: "retry",
    ...result,
    error: { code: "status", message },
    nextAttemptInSeconds: scheduled === null ? null : Math.max(scheduled, asked),
  };
}

function nextDelay(attempt: number): number | null {
  return WEBHOOK_RETRY_SCHEDULE[attempt] ?? null;
}

/** Text that a log can hold: no NUL, which Postgres refuses, and not half a character at its end. */
function snippet(text: string): string {
  return Array.from(text.replaceAll("\0", "�")).slice(0, SNIPPET_CHARACTERS).join("");
}
