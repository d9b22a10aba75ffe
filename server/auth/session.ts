import { findSession } from "@/server/domain/account/sessions";
import type { Actor, Visitor } from "@/server/platform/actor";
import { isId } from "@/server/platform/ids";
import { ROLE_PERMISSIONS } from "@/server/platform/permissions";

/** What our session tokens say; everything else about a session is in its row. */
export type SessionClaims = Record<string, unknown>;

/**
 * Who holds a session, asked of the database at every request: an actor in the workspace they look at, a visitor
 * when they have no seat there (any more), null when the session has ended.
 */
export async function actorOfSession({ sid }: SessionClaims): Promise<Actor | Visitor | null> {
  if (typeof sid !== "string" || !isId(sid)) return null;
  const holder = await findSession(sid);
  if (!holder) return null;
  const { userId, name, seat, reader } = holder;
  if (!seat) return { type: "visitor", userId, sessionId: sid, name, reader };
  return {
    type: "user",
    id: userId,
    name,
    tenantId: seat.tenantId,
    channel: "dashboard",
    permissions: new Set(ROLE_PERMISSIONS[seat.role]),
    role: seat.role,
    userId,
    sessionId: sid,
    reader,
  };
}
