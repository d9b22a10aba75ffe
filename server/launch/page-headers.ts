import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { PAGE_ADDRESS } from "@/server/platform/page-address";

const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
  "Cross-Origin-Opener-Policy": "same-origin",
};

const A_YEAR = 365 * 86_400;

/**
 * Headers of every page. Inline scripts run only with this answer's nonce: Next takes it from the policy in the
 * request's headers and writes it on its own scripts, so one that somebody smuggled into a page does not run.
 */
export function setPageHeaders(req: IncomingMessage, res: ServerResponse, options: PageOptions): void {
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), options.dev);
  req.headers["content-security-policy"] = policy;
  req.headers[PAGE_ADDRESS] = req.url;
  res.setHeader("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(ALWAYS)) res.setHeader(name, value);
  if (options.https) res.setHeader("Strict-Transport-Security", `max-age=${A_YEAR}`);
}

interface PageOptions {
  /** Reloading code in development evaluates it, and opens a WebSocket. */
  dev: boolean;
  /** Whether people reach us over https. */
  https: boolean;
}

function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${dev ? " 'unsafe-eval'" : ""}`,
    // Components and Swagger UI set style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
