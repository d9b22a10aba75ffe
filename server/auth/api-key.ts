import { findKeyHolder } from "@/server/domain/keys/holders";
import type { Actor } from "@/server/platform/actor";

/** The actor that an API key stands for; null for a key that is none, was revoked, or whose workspace is closed. */
export async function actorOfApiKey(secret: string): Promise<Actor | null> {
  const holder = await findKeyHolder(secret);
  if (!holder) return null;
  const { id, name, tenantId, scopes } = holder;
  return {
    type: "apiKey",
    id,
    name,
    tenantId,
    channel: "api",
    permissions: new Set(scopes),
  };
}
