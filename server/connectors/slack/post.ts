import {
  type LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
} from "@slack/web-api";
import type { Outcome } from "@/server/connectors/outcome";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";

const TIMEOUT_MS = 15_000;

/** Platform errors that Slack documents as passing; all others need somebody to change something. */
const PASSING = new Set([
  "fatal_error",
  "internal_error",
  "ratelimited",
  "rate_limited",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);

/** A paragraph in Slack's markup. */
interface SectionBlock {
  type: "section";
  text: { type: "mrkdwn"; text: string };
}

interface SlackMessage {
  /** A channel's or person's id, or a channel's name. */
  channel: string;
  /** In notifications, and where blocks can't be shown. */
  text: string;
  blocks?: SectionBlock[];
}

/** Whether anything can be posted at all: with SLACK_BOT_TOKEN. */
export function slackConfigured(): boolean {
  return env().slackBotToken !== undefined;
}

/**
 * Posts one message to Slack (SLACK_BOT_TOKEN, SLACK_API_URL). Never throws. Slack knows no idempotency key:
 * an answer that is lost on its way back leads to a second message.
 */
export async function postSlackMessage(message: SlackMessage): Promise<Outcome> {
  const { slackBotToken, slackApiUrl } = env();
  if (!slackBotToken) {
    return { outcome: "skipped", code: "not_configured", reason: "SLACK_BOT_TOKEN is not set." };
  }
  const client = new WebClient(slackBotToken, {
    ...(slackApiUrl ? { slackApiUrl } : {}),
    timeout: TIMEOUT_MS,
    // The queue retries, so that a wait outlives this process.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger,
  });
  const { channel, text, blocks } = message;
  try {
    const posted = await client.chat.postMessage({
      channel,
      text,
      ...(blocks ? { blocks } : {}),
      unfurl_links: false,
      unfurl_media: false,
    });
    return { outcome: "sent", id: posted.ts ?? "" };
  } catch (error) {
    return judge(error);
  }
}

function judge(error: unknown): Outcome {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  if (error instanceof WebAPIRateLimitedError) {
    return { outcome: "retry", code: "rate_limited", reason, retryAfterSeconds: error.retryAfter };
  }
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    return { outcome: PASSING.has(code) ? "retry" : "failed", code, reason };
  }
  if (error instanceof WebAPIHTTPError && error.statusCode < 500) {
    return { outcome: "failed", code: `http_${error.statusCode}`, reason };
  }
  return { outcome: "retry", code: "unreachable", reason };
}

// Failures are in the outcome already; the client's own lines would only repeat them outside our log's form.
const logger = {
  debug: () => {},
  info: () => {},
  warn: (...message: unknown[]) => log.debug({ slack: message.map(String) }, "slack client"),
  error: (...message: unknown[]) => log.debug({ slack: message.map(String) }, "slack client"),
  setLevel: () => {},
  getLevel: () => "error" as LogLevel,
  setName: () => {},
};
