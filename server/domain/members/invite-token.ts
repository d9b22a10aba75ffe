import { createHmac } from "node:crypto";
import { sha256 } from "@/server/platform/canonical";
import { env } from "@/server/platform/env";
import { unavailable } from "@/server/platform/errors";

/**
 * The token of an invitation's link, made of its id and the deployment's secret: whoever has the secret can make it
 * again (the job that mails the link does), so it is kept nowhere and travels in no payload.
 */
export function inviteToken(inviteId: string): string {
  const secret = env().nextAuthSecret;
  if (!secret) throw unavailable("Invitations need NEXTAUTH_SECRET to be set.");
  return createHmac("sha256", secret).update(`invite:${inviteId}`).digest("base64url");
}

/** What is kept of a token: enough to know it again. */
export function hashInviteToken(token: string): string {
  return sha256(token);
}
