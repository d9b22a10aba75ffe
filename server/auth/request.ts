import { decode } from "next-auth/jwt";
import { isConnectionLost } from "@/db/failures";
import type { Actor, Visitor } from "@/server/platform/actor";
import { env } from "@/server/platform/env";
import { forbidden, unauthenticated, unavailable } from "@/server/platform/errors";
import { actorOfApiKey } from "./api-key";
import { sessionTokenOf } from "./cookie";
import { actorOfSession } from "./session";

/** What is read of a request to know who sends it. */
interface Sent {
  readonly method: string;
  readonly headers: { get(name: string): string | null };
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Who sends a request: the API key it bears, else whoever its session cookie belongs to, else a visitor unknown.
 * @throws Unauthenticated when it bears a key that opens nothing; Forbidden (`cross_site`) when another site's page
 * made a signed-in browser send a write; Unavailable while the database can't be asked.
 */
export async function callerOfRequest(request: Sent): Promise<Actor | Visitor> {
  try {
    return await identify(request);
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
    throw unavailable("The database can't be reached just now. Nothing was changed; try again.", error);
  }
}

async function identify(request: Sent): Promise<Actor | Visitor> {
  // Another scheme is somebody else's, such as a proxy's that guards the whole site.
  const authorization = request.headers.get("authorization") ?? "";
  if (/^Bearer\b/i.test(authorization)) return bearer(authorization);
  const address = addressOf(request);
  const claims = await claimsOf(sessionTokenOf(request.headers.get("cookie")));
  const holder = claims ? await actorOfSession(claims) : null;
  if (!holder) return { type: "visitor", name: "Visitor", address };
  if (!SAFE_METHODS.has(request.method) && !isFromOurPages(request)) {
    throw forbidden("This can't be done from another site's page.", "cross_site");
  }
  return holder.type === "visitor" ? { ...holder, address } : holder;
}

async function bearer(authorization: string): Promise<Actor> {
  const secret = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  const actor = secret ? await actorOfApiKey(secret) : null;
  if (!actor) {
    throw unauthenticated(
      "This API key opens nothing: it is mistyped or was revoked. Send `Authorization: Bearer ork_live_…`.",
      "invalid_api_key",
    );
  }
  return actor;
}

async function claimsOf(token: string | undefined) {
  const secret = env().nextAuthSecret;
  if (!token || !secret) return null;
  try {
    return await decode({ token, secret });
  } catch {
    // Not ours, or expired: as good as no cookie.
    return null;
  }
}

/**
 * A browser sends the cookie with whatever any page makes it send, so a write must show that a page of ours made it:
 * by `Sec-Fetch-Site`, which no page can forge, or in older browsers by `Origin`. Neither means no.
 */
function isFromOurPages(request: Sent): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const { nextAuthUrl } = env();
  return (
    host === request.headers.get("host") || (nextAuthUrl !== undefined && host === new URL(nextAuthUrl).host)
  );
}

/** Where a request came from: what the nearest proxy added last to `X-Forwarded-For`, since all before it is hearsay. */
export function addressOf(request: Pick<Sent, "headers">): string {
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
