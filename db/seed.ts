import { randomBytes } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { actorOfApiKey } from "@/server/auth/api-key";
import { hashPassword, verifyPassword } from "@/server/domain/account/passwords";
import { createAccount, findAccount } from "@/server/domain/account/queries";
import { revokeSession } from "@/server/domain/account/sessions";
import { addMember } from "@/server/domain/members/queries";
import { type Demo, readDemo } from "@/server/launch/demo-file";
import { appendToConversation } from "@/server/operations/conversations/append";
import { createConversation } from "@/server/operations/conversations/create";
import { perform } from "@/server/operations/perform";
import { addTeamMember } from "@/server/operations/teams/add-member";
import { addSample } from "@/server/operations/tenant/add-sample";
import type { Actor } from "@/server/platform/actor";
import { env } from "@/server/platform/env";
import { isAppError } from "@/server/platform/errors";
import { actorFor, makeKey, makeTenant } from "./factories";
import { members } from "./schema/members";
import { tenants } from "./schema/tenants";
import { credentials } from "./schema/users";
import { withSystem } from "./tenancy";

type Seeded = Pick<Demo, "tenant" | "email" | "password" | "apiKey">;

const EMAIL = "demo@orkestra.local";

/** Agents beside the owner, with the owner's password, and the teams of the sample they work in. */
const AGENTS = [
  { name: "Sam Rivera", email: "sam@orkestra.local", teams: ["support-l1"] },
  { name: "Priya Patel", email: "priya@orkestra.local", teams: ["support-l1", "support-l2"] },
];

/** Any number will do, as long as it is always the same: processes that start together seed one after another. */
const SEED_LOCK = 0x5eed;

/**
 * Sees to it that the demo tenant is there and can be signed in to. Its contents are made once and never again, so
 * that what people do to them stays; the password and key of the last start are kept as long as they work.
 */
export async function seedDemo(): Promise<Seeded> {
  return withSystem("one process seeds at a time", async (tx) => {
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
  await withSystem("seeding is over", async (tx, now) => {
    if (owner.sessionId) await revokeSession(tx, now, owner.sessionId);
  });
  return { tenant: tenant.slug, email: EMAIL, password, apiKey };
}

/** Called `acme`, unless a workspace of that name is there already. @returns its owner's id. */
async function makeDemoTenant(password: string): Promise<string> {
  const choices = { name: "Acme Support", ownerName: "Alex Morgan", email: EMAIL, password };
  try {
    return (await makeTenant({ ...choices, slug: "acme" })).owner.id;
  } catch (error) {
    if (!isAppError(error) || error.code !== "slug_taken") throw error;
    return (await makeTenant(choices)).owner.id;
  }
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
  const sample = await perform(addSample, owner, {});
  for (const agent of AGENTS) {
    const userId = await makeAgent(owner.tenantId, agent, password);
    for (const { id: teamId, slug } of sample.teams) {
      if (agent.teams.includes(slug)) await perform(addTeamMember, owner, { teamId, userId });
    }
  }
  for (const story of CONVERSATIONS) await tell(owner, story);
  await withSystem("the demo tenant is ready", (tx) =>
    tx
      .update(tenants)
      .set({ config: { ...config, demo: "ready" } })
      .where(eq(tenants.id, owner.tenantId)),
  );
}

/** Made without an invitation, which would be mailed. */
async function makeAgent(tenantId: string, { name, email }: (typeof AGENTS)[number], password: string) {
  const passwordHash = await hashPassword(password);
  return withSystem("an agent of the demo tenant", async (tx, now) => {
    const known = await findAccount(tx, email);
    const { id } = known?.user ?? (await createAccount(tx, now, { name, email, passwordHash }));
    const [seat] = await tx
      .select({ userId: members.userId })
      .from(members)
      .where(and(eq(members.tenantId, tenantId), eq(members.userId, id)));
    if (!seat) await addMember(tx, now, tenantId, id, "member");
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

const CONVERSATIONS = [
  {
    externalId: "demo-1",
    participant: { id: "+4915112345678", name: "Lena Fischer" },
    messages: [
      { role: "user", content: "Hi, do you ship to Austria?" },
      {
        role: "assistant",
        content: "Yes, we do. Delivery to Austria takes 2 to 4 working days.",
        metadata: { confidence: 0.96 },
      },
      { role: "user", content: "Great, thank you!" },
    ],
  },
  {
    externalId: "demo-2",
    participant: { id: "+447700900123", name: "Tom Hughes" },
    messages: [
      { role: "user", content: "My invoice shows the old address. Can you send a corrected one?" },
      {
        role: "assistant",
        content: "I am not sure about this one. Let me ask a colleague.",
        metadata: { confidence: 0.41 },
      },
    ],
  },
];

/** A conversation that is there already was told, at least in part; nothing is said in it twice. */
async function tell(
  owner: Actor,
  { messages, ...conversation }: (typeof CONVERSATIONS)[number],
): Promise<void> {
  const { id: conversationId, created } = await perform(createConversation, owner, {
    channel: "whatsapp",
    ...conversation,
  });
  if (!created) return;
  for (const message of messages) await perform(appendToConversation, owner, { conversationId, ...message });
}
