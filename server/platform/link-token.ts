import { createHmac } from "node:crypto";
import { sha256 } from "./canonical";
import { env } from "./env";
import { unavailable } from "./errors";

/**
 * The token of a link that works once, made of its row's id and the deployment's secret: whoever has the secret can
 * make it again (the job that mails the link does), so it is kept nowhere and travels in no payload.
 */
export function linkToken(kind: "invite" | "reset", id: string): string {
  const secret = env().nextAuthSecret;
  if (!secret) throw unavailable("Links for people need NEXTAUTH_SECRET to be set.");
  return createHmac("sha256", secret).update(`${kind}:${id}`).digest("base64url");
}

/** What is kept of a token: enough to know it again. */
export function hashLinkToken(token: string): string {
  return sha256(token);
}
