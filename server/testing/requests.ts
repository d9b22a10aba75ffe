import { encode } from "next-auth/jwt";
import { withSystem } from "@/db/tenancy";
import { sessionCookieName } from "@/server/auth/cookie";
import { openSession } from "@/server/domain/account/sessions";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { env } from "@/server/platform/env";
import { KEY_SCOPES, type Permission } from "@/server/platform/permissions";

export const ORIGIN = "http://127.0.0.1:3000";

/** The headers of a request that bears a new API key of the owner's tenant. */
export async function keyHeaders(owner: Actor, scopes: readonly Permission[] = KEY_SCOPES) {
  const { secret } = await perform(operations.key.create, owner, { name: "Test key", scopes: [...scopes] });
  return { authorization: `Bearer ${secret}` };
}

/** The headers of a request from one of our pages, with a member's session cookie. */
export async function sessionHeaders(member: Actor) {
  const sid = await withSystem("test", (tx, now) => openSession(tx, now, member.id, "test"));
  const token = await encode({ token: { sid }, secret: env().nextAuthSecret ?? "" });
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
  return new Request(`${ORIGIN}${path}`, {
    method,
    headers: {
      host: new URL(ORIGIN).host,
      ...(text === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
  });
}
