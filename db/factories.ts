import { randomBytes } from "node:crypto";
import { actorOfApiKey } from "@/server/auth/api-key";
import { actorOfSession } from "@/server/auth/session";
import { lookAt, openSession } from "@/server/domain/account/sessions";
import { signUp } from "@/server/operations/account/sign-up";
import { acceptInvite } from "@/server/operations/invites/accept";
import { createInvite } from "@/server/operations/invites/create";
import { createKey } from "@/server/operations/keys/create";
import { perform } from "@/server/operations/perform";
import { addTeamMember } from "@/server/operations/teams/add-member";
import { createTeam } from "@/server/operations/teams/create";
import type { Actor, Visitor } from "@/server/platform/actor";
import { KEY_SCOPES, type Permission, type Role } from "@/server/platform/permissions";
import { withSystem } from "./tenancy";

/**
 * Makes real things, by the operations that people use, for tests, seed data and browser stories alike. Whatever
 * is not given gets a name that nothing else has.
 */

/** The password of everybody that a factory makes without being told one. */
export const PASSWORD = "correct horse battery";

/** Somebody who has not signed in. */
export const NOBODY: Visitor = { type: "visitor", name: "Visitor" };

export interface MadeTenant {
  tenantId: string;
  slug: string;
  owner: Actor;
  ownerEmail: string;
}

const unique = () => randomBytes(4).toString("hex");

interface TenantChoices {
  name?: string;
  slug?: string;
  ownerName?: string;
  email?: string;
  password?: string;
}

/** A workspace with its owner, who is signed in. */
export async function makeTenant(choices: TenantChoices = {}): Promise<MadeTenant> {
  const tag = unique();
  const { name = `Tenant ${tag}`, slug, ownerName = `Olga Owner ${tag}`, password = PASSWORD } = choices;
  const email = choices.email ?? `owner-${tag}@example.com`;
  const made = await perform(signUp, NOBODY, {
    name: ownerName,
    workspaceName: name,
    email,
    password,
    ...(slug ? { workspaceSlug: slug } : {}),
  });
  const owner = await actorFor(made.user.id, made.tenant.id);
  return { tenantId: made.tenant.id, slug: made.tenant.slug, owner, ownerEmail: made.user.email };
}

interface MemberChoices {
  name?: string;
  email?: string;
  password?: string;
}

/** Somebody new with a seat, who came by an invitation and is signed in. */
export async function makeMember(
  tenant: Pick<MadeTenant, "tenantId" | "owner">,
  role: Role = "member",
  choices: MemberChoices = {},
): Promise<Actor> {
  const tag = unique();
  const { name = `Mia ${role} ${tag}`, email = `${role}-${tag}@example.com`, password = PASSWORD } = choices;
  const { url } = await perform(createInvite, tenant.owner, { email, role });
  const token = url?.split("/").at(-1);
  const { user } = await perform(acceptInvite, NOBODY, { token, name, password });
  return actorFor(user.id, tenant.tenantId);
}

interface TeamChoices {
  name?: string;
  slug?: string;
  members?: Pick<Actor, "id">[];
  strategy?: "round-robin" | "load-balanced" | "manual";
}

/** A team of these members. */
export async function makeTeam(tenant: Pick<MadeTenant, "owner">, choices: TeamChoices = {}) {
  const {
    members = [],
    strategy: assignmentStrategy = "manual",
    name = choices.slug ?? `Team ${unique()}`,
  } = choices;
  const slug = choices.slug ? { slug: choices.slug } : {};
  const team = await perform(createTeam, tenant.owner, { name, ...slug, assignmentStrategy });
  for (const { id } of members) await perform(addTeamMember, tenant.owner, { teamId: team.id, userId: id });
  return team;
}

/** An API key, with every scope there is when not told which. */
export async function makeKey(
  tenant: Pick<MadeTenant, "owner">,
  { name = `Key ${unique()}`, scopes = KEY_SCOPES }: { name?: string; scopes?: readonly Permission[] } = {},
): Promise<{ id: string; secret: string; actor: Actor }> {
  const { id, secret } = await perform(createKey, tenant.owner, { name, scopes: [...scopes] });
  const actor = secret ? await actorOfApiKey(secret) : null;
  if (!secret || !actor) throw new Error("a new key opens nothing");
  return { id, secret, actor };
}

/** A user in a workspace of theirs, signed in with a session of their own. */
export async function actorFor(userId: string, tenantId: string): Promise<Actor> {
  const sid = await withSystem("a session for somebody made", async (tx, now) => {
    const id = await openSession(tx, now, userId, null);
    await lookAt(tx, now, id, tenantId);
    return id;
  });
  const actor = await actorOfSession({ sid });
  if (!actor || actor.type === "visitor") throw new Error("there is no such seat");
  return actor;
}
