import { randomBytes } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { actorOfApiKey } from "@/server/auth/api-key";
import { hashPassword, verifyPassword } from "@/server/domain/account/passwords";
import { createAccount, findAccount } from "@/server/domain/account/queries";
import { revokeSession } from "@/server/domain/account/sessions";
import { addMember } from "@/server/domain/members/queries";
import { type Demo, readDemo } from "@/server/launch/demo-file";
import { perform } from "@/server/operations/perform";
import { addTeamMember } from "@/server/operations/teams/add-member";
import { createTeam } from "@/server/operations/teams/create";
import { listTeams } from "@/server/operations/teams/list";
import { addSample } from "@/server/operations/tenant/add-sample";
import { putWorkflow } from "@/server/operations/workflows/put";
import type { Actor } from "@/server/platform/actor";
import { env } from "@/server/platform/env";
import { isAppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { KEY_SCOPES, ROLE_PERMISSIONS, type Role } from "@/server/platform/permissions";
import { actorFor, makeKey, makeTenant } from "./factories";
import { members } from "./schema/members";
import { tenants } from "./schema/tenants";
import { credentials } from "./schema/users";
import { tellWeek } from "./seed/demo-week";
import type { Agent } from "./seed/week";
import { WORKFLOWS } from "./seed/workflows";
import { withSystem } from "./tenancy";

type Seeded = Pick<Demo, "tenant" | "email" | "password" | "apiKey">;

const EMAIL = "demo@orkestra.local";

/** Agents beside the owner, with the owner's password, and the teams they work in. */
const AGENTS: { name: string; email: string; role: Role; teams: string[] }[] = [
  { name: "Sam Rivera", email: "sam@orkestra.local", role: "member", teams: ["support-l1"] },
  { name: "Priya Patel", email: "priya@orkestra.local", role: "member", teams: ["support-l1", "support-l2"] },
  { name: "Mara Keller", email: "mara@orkestra.local", role: "member", teams: ["support-l1", "billing"] },
  { name: "Jonas Brandt", email: "jonas@orkestra.local", role: "member", teams: ["support-l1"] },
  {
    name: "Aisha Rahman",
    email: "aisha@orkestra.local",
    role: "member",
    teams: ["support-l1", "support-l2"],
  },
  { name: "Diego Costa", email: "diego@orkestra.local", role: "member", teams: ["billing"] },
  { name: "Emma Lindqvist", email: "emma@orkestra.local", role: "admin", teams: ["support-l2", "billing"] },
];

/** Any number will do, as long as it is always the same: processes that start together seed one after another. */
const SEED_LOCK = 0x5eed;

/**
 * Sees to it that the demo tenant is there and can be signed in to. Its contents are made once and never again, so
 * that what people do to them stays; the password and key of the last start are kept as long as they work.
 */
export async function seedDemo(): Promise<Seeded> {
  return withSystem("one process seeds at a time", async (tx) => {
    // It stands still while it is held, and that is no sign that its process does.
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    await tx.execute(sql`select pg_advisory_xact_lock(${SEED_LOCK})`);
    return seed(await readDemo(env().dataDir).catch(() => undefined));
  });
}

async function seed(last: Demo | undefined): Promise<Seeded> {
  const password = last?.password ?? randomBytes(9).toString("base64url");
  const known = await withSystem("is there a demo user", (tx) => findAccount(tx, EMAIL));
  const userId = known?.user.id ?? (await makeDemoTenant(password));
  const tenant = await demoTenant(userId);
  const owner = await actorFor(userId, tenant.id);
  if (tenant.config.demo !== "ready") await furnish(owner, password, tenant.config);
  if (known) await keepPassword(known.passwordHash, password);
  const apiKey = await workingKey(owner, last?.apiKey);
  await signedOut(owner);
  return { tenant: tenant.slug, email: EMAIL, password, apiKey };
}

/** Called `acme`, unless a workspace of that name is there already. @returns its owner's id. */
async function makeDemoTenant(password: string): Promise<string> {
  const choices = { name: "Acme Support", ownerName: "Alex Morgan", email: EMAIL, password };
  try {
    return await signedOut((await makeTenant({ ...choices, slug: "acme" })).owner);
  } catch (error) {
    if (!isAppError(error) || error.code !== "slug_taken") throw error;
    return signedOut((await makeTenant(choices)).owner);
  }
}

/** Ends the session that somebody was made with: it would stand among their devices as one they don't know. */
async function signedOut({ id, sessionId }: Actor): Promise<string> {
  await withSystem("seeding is over", async (tx, now) => {
    if (sessionId) await revokeSession(tx, now, sessionId);
  });
  return id;
}

async function demoTenant(userId: string) {
  const [row] = await withSystem("the demo user's own tenant", (tx) =>
    tx
      .select({ id: tenants.id, slug: tenants.slug, config: tenants.config })
      .from(members)
      .innerJoin(tenants, eq(tenants.id, members.tenantId))
      .where(and(eq(members.userId, userId), eq(members.role, "owner"), eq(members.status, "active")))
      .orderBy(asc(members.createdAt))
      .limit(1),
  );
  if (!row) throw new Error(`${EMAIL} owns no workspace any more; start with ORKESTRA_DEMO=0`);
  return row;
}

/** Fills the tenant. Every part is looked for first: a start that was killed halfway is made good by the next. */
async function furnish(owner: Actor, password: string, config: Record<string, unknown>): Promise<void> {
  const { tenantId } = owner;
  const sample = await perform(addSample, owner, {});
  const teams = [...sample.teams, await billingTeam(owner)];
  for (const [name, definition] of Object.entries(WORKFLOWS)) {
    await perform(putWorkflow, owner, { name, ...definition });
  }
  // The same password for all, so hashed once.
  const passwordHash = await hashPassword(password);
  const agents: Agent[] = [{ actor: owner, teams: ["admins"] }];
  for (const agent of AGENTS) {
    const userId = await makeAgent(tenantId, agent, passwordHash);
    for (const { id: teamId, slug } of teams) {
      if (agent.teams.includes(slug)) await perform(addTeamMember, owner, { teamId, userId });
    }
    agents.push({ actor: memberActor(tenantId, userId, agent), teams: agent.teams });
  }
  const ids = new Map(teams.map(({ slug, id }) => [slug, id]));
  await tellWeek({ id: tenantId, teams: ids }, { owner, bot: botActor(tenantId), agents });
  await withSystem("the demo tenant is ready", (tx) =>
    tx
      .update(tenants)
      .set({ config: { ...config, demo: "ready" } })
      .where(eq(tenants.id, tenantId)),
  );
}

async function billingTeam(owner: Actor) {
  const { data } = await perform(listTeams, owner, {});
  const known = data.find(({ slug }) => slug === "billing");
  const choices = { name: "Billing", slug: "billing", description: "Money: refunds, invoices, VAT" };
  return known ?? perform(createTeam, owner, { ...choices, assignmentStrategy: "manual" });
}

/** An agent as their own acts name them. */
function memberActor(tenantId: string, userId: string, { name, role }: (typeof AGENTS)[number]): Actor {
  const permissions = new Set(ROLE_PERMISSIONS[role]);
  return { type: "user", id: userId, userId, name, role, tenantId, channel: "dashboard", permissions };
}

/** The bot of the week before: a key that is not kept. */
function botActor(tenantId: string): Actor {
  const permissions = new Set(KEY_SCOPES);
  return { type: "apiKey", id: newId(), name: "Demo bot", tenantId, channel: "api", permissions };
}

/** Made without an invitation, which would be mailed. */
async function makeAgent(
  tenantId: string,
  { name, email, role }: (typeof AGENTS)[number],
  passwordHash: string,
): Promise<string> {
  return withSystem("an agent of the demo tenant", async (tx, now) => {
    const known = await findAccount(tx, email);
    const { id } = known?.user ?? (await createAccount(tx, now, { name, email, passwordHash }));
    const [seat] = await tx
      .select({ userId: members.userId })
      .from(members)
      .where(and(eq(members.tenantId, tenantId), eq(members.userId, id)));
    if (!seat) await addMember(tx, now, tenantId, id, role);
    return id;
  });
}

/** The demo is of no use when its password is lost, so it gets the one that is printed. */
async function keepPassword(known: string | null, password: string): Promise<void> {
  if (await verifyPassword(known ?? undefined, password)) return;
  const passwordHash = await hashPassword(password);
  await withSystem("the demo's password was lost", async (tx, now) => {
    for (const email of [EMAIL, ...AGENTS.map((agent) => agent.email)]) {
      const account = await findAccount(tx, email);
      if (!account) continue;
      await tx
        .update(credentials)
        .set({ passwordHash, updatedAt: now })
        .where(eq(credentials.userId, account.user.id));
    }
  });
}

async function workingKey(owner: Actor, last: string | undefined): Promise<string> {
  const holder = last ? await actorOfApiKey(last) : null;
  if (last && holder?.tenantId === owner.tenantId) return last;
  return (await makeKey({ owner }, { name: "Demo bot" })).secret;
}
