import type { ReaderSettings } from "./locale";
import { type Permission, ROLE_PERMISSIONS, type Role } from "./permissions";

export const ACTOR_TYPES = ["user", "apiKey", "assistant", "workflow", "system"] as const;
export type ActorType = (typeof ACTOR_TYPES)[number];

/** How an actor is named in stored rows and in answers. */
export interface ActorRef {
  type: ActorType;
  id: string;
  name: string;
}

/** Where an act came in: kept with each answer, so that "who decided, when and where" can be said. */
export const CHANNELS = [
  "dashboard",
  "api",
  "mcp",
  "slack",
  "email",
  "whatsapp",
  "webhook",
  "system",
] as const;
export type Channel = (typeof CHANNELS)[number];

/** Who does something: always inside one tenant, with a fixed set of permissions. */
export interface Actor extends ActorRef {
  tenantId: string;
  permissions: ReadonlySet<Permission>;
  channel: Channel;
  /** For users: their seat's role and who they are. */
  role?: Role;
  userId?: string;
  sessionId?: string;
  reader?: ReaderSettings;
}

/** Someone signed in who holds no seat yet, or who acts on their account rather than in a tenant. */
export interface Visitor {
  type: "visitor";
  userId?: string;
  sessionId?: string;
  reader?: ReaderSettings;
  name: string;
  /** Where a request came from, for limits on guessing. */
  address?: string;
}

export function actorRef(actor: Actor): ActorRef {
  return { type: actor.type, id: actor.id, name: actor.name };
}

/** The workflow engine acting in a tenant: opens and closes tasks, writes messages. */
export function workflowActor(tenantId: string, runId: string, workflow: string): Actor {
  return {
    type: "workflow",
    id: runId,
    name: workflow,
    tenantId,
    channel: "system",
    permissions: new Set(ROLE_PERMISSIONS.admin),
  };
}

/** Orkestra itself: deadlines and sweeps. */
export function systemActor(tenantId: string): Actor {
  return {
    type: "system",
    id: "system",
    name: "Orkestra",
    tenantId,
    channel: "system",
    permissions: new Set(ROLE_PERMISSIONS.admin),
  };
}
