import { encode } from "next-auth/jwt";
import { makeKey } from "@/db/factories";
import { sessionCookieName } from "@/server/auth/cookie";
import type { Actor } from "@/server/platform/actor";
import { env } from "@/server/platform/env";
import type { Permission } from "@/server/platform/permissions";

const ORIGIN = "http://127.0.0.1:3000";

/** The headers of a request that bears a new API key of the owner's tenant, with every scope unless told which. */
export async function keyHeaders(
  owner: Actor,
  scopes?: readonly Permission[],
): Promise<{ authorization: string }> {
  const { secret } = await makeKey({ owner }, { name: "Test key", ...(scopes ? { scopes } : {}) });
  return { authorization: `Bearer ${secret}` };
}

/** The headers of a request from one of our pages, with the cookie of a member who is signed in. */
export async function sessionHeaders({
  sessionId,
}: Actor): Promise<{ cookie: string; "sec-fetch-site": string }> {
  const token = await encode({ token: { sid: sessionId }, secret: env().nextAuthSecret ?? "" });
  return { cookie: `${sessionCookieName()}=${token}`, "sec-fetch-site": "same-origin" };
}

/** A request as a client would send it; `body` goes as JSON. */
export function request(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Request {
  const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  const type: Record<string, string> = text === undefined ? {} : { "content-type": "application/json" };
  return new Request(`${ORIGIN}${path}`, {
    method,
    headers: { host: new URL(ORIGIN).host, ...type, ...headers },
    ...(text === undefined ? {} : { body: text }),
  });
}
