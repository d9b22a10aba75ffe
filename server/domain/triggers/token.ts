import { createHash, randomBytes } from "node:crypto";
import { pageUrl } from "@/server/platform/page-url";

const TOKEN_BYTES = 32;

/** A new token for the address of a webhook. It is a credential: only its hash is stored, so it is shown once. */
export function newHookToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** Whether this could be a token of ours. */
export function isHookToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** What is stored of a token. A secret this random needs no slow hash. */
export function hashHookToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Where a webhook is sent to. */
export function hookUrl(token: string): string {
  return pageUrl(`/api/hooks/${token}`);
}

/** A new signing secret, in the form of Standard Webhooks. */
export function newHookSecret(): string {
  return `whsec_${randomBytes(TOKEN_BYTES).toString("base64")}`;
}
