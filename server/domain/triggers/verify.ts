import { createHmac, timingSafeEqual } from "node:crypto";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import type { WebhookVerify } from "./schema";

interface Signed {
  /** The bytes as they came: what was signed is not what parsing makes of them. */
  body: Buffer;
  headers: Record<string, string>;
  secret: string | null;
}

/** Why a webhook's signature does not prove its sender; undefined when it does, or none is asked for. */
export function signatureFault(verify: WebhookVerify, signed: Signed): string | undefined {
  if (verify.scheme === "none") return undefined;
  if (signed.secret === null) return "The trigger has no secret to verify with";
  return verify.scheme === "hmac"
    ? hmacFault(verify, { ...signed, secret: signed.secret })
    : standardFault({ ...signed, secret: signed.secret });
}

type WithSecret = Signed & { secret: string };

function hmacFault(
  { header, encoding, prefix }: Extract<WebhookVerify, { scheme: "hmac" }>,
  { body, headers, secret }: WithSecret,
): string | undefined {
  const sent = headers[header];
  if (sent === undefined) return `The header ${header} is missing`;
  if (!sent.startsWith(prefix)) return `The header ${header} does not begin with ${prefix}`;
  const right = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(sent.slice(prefix.length).trim(), encoding);
  const same = given.length === right.length && timingSafeEqual(given, right);
  return same ? undefined : `The signature in ${header} is not that of the body`;
}

function standardFault({ body, headers, secret }: WithSecret): string | undefined {
  try {
    new Webhook(secret).verify(body, headers);
    return undefined;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.message;
    // The body is no JSON, which the library reads once it has verified it.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
