import { type ErrorResponse, Resend } from "resend";
import { type Outcome, retryAfterSeconds } from "@/server/connectors/outcome";
import { env } from "@/server/platform/env";

const TIMEOUT_MS = 15_000;

interface OutgoingEmail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Resend sends one mail for a key within 24 hours, however often it is asked. At most 256 characters. */
  idempotencyKey: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; content: Buffer }[];
}

/** Whether mail can be sent at all: with RESEND_API_KEY. */
export function emailConfigured(): boolean {
  return env().resendApiKey !== undefined;
}

/** Sends one mail through Resend (RESEND_API_KEY, EMAIL_FROM, RESEND_BASE_URL). Never throws. */
export async function sendEmail({ idempotencyKey, ...email }: OutgoingEmail): Promise<Outcome> {
  const { resendApiKey, resendBaseUrl, emailFrom } = env();
  if (!resendApiKey) {
    return { outcome: "skipped", code: "not_configured", reason: "RESEND_API_KEY is not set." };
  }
  const resend = new Resend(resendApiKey, resendBaseUrl ? { baseUrl: resendBaseUrl } : {});
  const { data, error, headers } = await resend.emails.send(
    { from: emailFrom, ...email },
    { idempotencyKey, signal: AbortSignal.timeout(TIMEOUT_MS) },
  );
  if (data) return { outcome: "sent", id: data.id };
  return judge(error, headers?.["retry-after"]);
}

// The client gives what the server sent, whatever it was: its fields are what the types say only by promise.
function judge(error: Partial<ErrorResponse>, retryAfter: string | undefined): Outcome {
  const { name = "unknown", message = "Resend gave no reason.", statusCode } = error;
  const reason = message.slice(0, 500);
  const passing =
    !statusCode || statusCode >= 500 || statusCode === 429 || name === "concurrent_idempotent_requests";
  if (!passing) return { outcome: "failed", code: name, reason };
  const seconds = retryAfterSeconds(retryAfter, new Date());
  return {
    outcome: "retry",
    code: name,
    reason,
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  };
}
