import { findHookHolder } from "@/server/domain/triggers/holders";
import { type Actor, systemActor } from "@/server/platform/actor";

interface Hook {
  triggerId: string;
  tokenHash: string;
  /** Orkestra itself, on behalf of the trigger: what a webhook may do is start its workflow. */
  actor: Actor;
}

/** The trigger that the token in a webhook's address stands for; null for one that stands for none. */
export async function hookOfToken(token: string): Promise<Hook | null> {
  const holder = await findHookHolder(token);
  if (!holder) return null;
  const { triggerId, tokenHash, tenantId, name } = holder;
  return {
    triggerId,
    tokenHash,
    actor: {
      ...systemActor(tenantId),
      id: triggerId,
      name,
      channel: "webhook",
      permissions: new Set(["runs:write"]),
    },
  };
}
