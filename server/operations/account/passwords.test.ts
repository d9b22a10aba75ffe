import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actorFor, type MadeTenant, makeKey, makeMember, makeTenant, NOBODY, PASSWORD } from "@/db/factories";
import { idempotencyKeys } from "@/db/schema/platform";
import { passwordResets } from "@/db/schema/users";
import { withSystem, withTenant } from "@/db/tenancy";
import { actorOfSession } from "@/server/auth/session";
import { signIn } from "@/server/domain/account/sign-in";
import { addMember } from "@/server/domain/members/queries";
import { stopBoss } from "@/server/jobs/boss";
import { startQueue } from "@/server/jobs/worker";
import { deactivateMember } from "@/server/operations/members/deactivate";
import { makeResetLink } from "@/server/operations/members/reset-link";
import { updateMember } from "@/server/operations/members/update";
import { perform } from "@/server/operations/perform";
import type { Actor, Visitor } from "@/server/platform/actor";
import { resetEnv } from "@/server/platform/env";
import { testDatabase } from "@/server/testing/database";
import { changePassword } from "./change-password";
import { forgotPassword } from "./forgot-password";
import { getReset } from "./get-reset";
import { me } from "./me";
import { resetPassword } from "./reset-password";
import { updateAccount } from "./update";

testDatabase();
beforeAll(() => startQueue());
afterAll(() => stopBoss());

const NEW = "another horse battery";

const enters = async (email: string, password: string, address = "here") =>
  (await signIn({ email, password, address, userAgent: null })) !== null;

const isIn = async (actor: Actor) => (await actorOfSession({ sid: actor.sessionId })) !== null;

async function linkFor(userId: string, by: Actor) {
  const { url } = await perform(makeResetLink, by, { userId });
  return url?.split("/reset/")[1] ?? "";
}

async function someone(tenant: MadeTenant, email: string, role: "member" | "admin" | "owner" = "member") {
  return makeMember(tenant, role, { email });
}

const resetsOf = (userId: string) =>
  withSystem("test", (tx) => tx.select().from(passwordResets).where(eq(passwordResets.userId, userId)));

test("one changes one's own name, and it is the new one that others see", async () => {
  const { owner } = await makeTenant();
  expect(await perform(updateAccount, owner, { name: " Ada L. " })).toMatchObject({ name: "Ada L." });
  expect((await perform(me, owner, {})).user.name).toBe("Ada L.");
  await expect(perform(updateAccount, owner, { name: " " })).rejects.toMatchObject({
    errors: [{ path: "name" }],
  });
});

test("a changed password ends every other session and leaves the one that changed it", async () => {
  const { owner, ownerEmail, tenantId } = await makeTenant();
  const phone = await actorFor(owner.id, tenantId);
  await perform(changePassword, owner, { currentPassword: PASSWORD, password: NEW });
  expect([await isIn(owner), await isIn(phone)]).toEqual([true, false]);
  expect([await enters(ownerEmail, PASSWORD), await enters(ownerEmail, NEW)]).toEqual([false, true]);
});

test("without the current password, or with a short new one, nothing changes", async () => {
  const { owner, ownerEmail, tenantId } = await makeTenant();
  const phone = await actorFor(owner.id, tenantId);
  const wrong = perform(changePassword, owner, { currentPassword: "not this one", password: NEW });
  await expect(wrong).rejects.toMatchObject({
    kind: "Invalid",
    code: "wrong_password",
    errors: [{ path: "currentPassword", message: "is not your current password" }],
  });
  const short = perform(changePassword, owner, { currentPassword: PASSWORD, password: "short" });
  await expect(short).rejects.toMatchObject({
    errors: [{ path: "password", message: "must have at least 10 characters" }],
  });
  expect([await isIn(phone), await enters(ownerEmail, PASSWORD)]).toEqual([true, true]);
});

test("guessing the current password is stopped, also for the right one", async () => {
  const { owner } = await makeTenant();
  const guess = (currentPassword: string) =>
    perform(changePassword, owner, { currentPassword, password: NEW });
  for (let i = 0; i < 10; i++)
    await expect(guess(`wrong ${i}`)).rejects.toMatchObject({ code: "wrong_password" });
  await expect(guess(PASSWORD)).rejects.toMatchObject({ kind: "TooMany" });
});

test("of two who change one password at once, one is told that it was changed meanwhile", async () => {
  const { owner, ownerEmail } = await makeTenant();
  const change = (password: string) =>
    perform(changePassword, owner, { currentPassword: PASSWORD, password });
  const outcomes = await Promise.allSettled([change(`${NEW} 1`), change(`${NEW} 2`)]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  const won = outcomes.findIndex((outcome) => outcome.status === "fulfilled") + 1;
  expect(await enters(ownerEmail, `${NEW} ${won}`)).toBe(true);
});

test("by a link from an admin a member sets a new password, and is out everywhere else", async () => {
  const tenant = await makeTenant();
  const admin = await someone(tenant, "reset-admin@example.com", "admin");
  const member = await someone(tenant, "forgetful@example.com");
  const token = await linkFor(member.id, admin);
  expect(await perform(getReset, NOBODY, { token })).toEqual({
    name: member.name,
    email: "forgetful@example.com",
  });
  expect(await isIn(member)).toBe(true);
  await perform(resetPassword, NOBODY, { token, password: NEW });
  expect(await isIn(member)).toBe(false);
  expect(await enters("forgetful@example.com", PASSWORD)).toBe(false);
  expect(await enters("forgetful@example.com", NEW)).toBe(true);
});

test("a link works once, whoever is quicker, and says so afterwards", async () => {
  const tenant = await makeTenant();
  const member = await someone(tenant, "reset-once@example.com");
  const token = await linkFor(member.id, tenant.owner);
  const use = () => perform(resetPassword, NOBODY, { token, password: NEW });
  const outcomes = await Promise.allSettled([use(), use()]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(use()).rejects.toMatchObject({ kind: "Conflict", code: "reset_used" });
  await expect(perform(getReset, NOBODY, { token })).rejects.toMatchObject({ code: "reset_used" });
});

test("a link that ran out, was replaced or made up opens nothing", async () => {
  const tenant = await makeTenant();
  const member = await someone(tenant, "reset-late@example.com");
  const use = (token: string) => perform(resetPassword, NOBODY, { token, password: NEW });
  const older = await linkFor(member.id, tenant.owner);
  const newer = await linkFor(member.id, tenant.owner);
  await expect(use(older)).rejects.toMatchObject({ code: "reset_used" });
  const [row] = (await resetsOf(member.id)).filter((reset) => reset.usedAt === null);
  const hours = (Number(row?.expiresAt) - Number(row?.createdAt)) / 3_600_000;
  expect(hours).toBe(24);
  const ranOut = { expiresAt: sql`now() - interval '1 second'` };
  await withSystem("test", (tx) =>
    tx
      .update(passwordResets)
      .set(ranOut)
      .where(eq(passwordResets.id, row?.id ?? "")),
  );
  await expect(use(newer)).rejects.toMatchObject({ code: "reset_expired" });
  await expect(use("x".repeat(43))).rejects.toMatchObject({ kind: "NotFound", code: "reset_not_found" });
  expect(await enters("reset-late@example.com", PASSWORD)).toBe(true);
});

test("a password that its user changes makes the links to reset it useless", async () => {
  const tenant = await makeTenant();
  const member = await someone(tenant, "remembered@example.com");
  const token = await linkFor(member.id, tenant.owner);
  await perform(changePassword, member, { currentPassword: PASSWORD, password: NEW });
  const late = perform(resetPassword, NOBODY, { token, password: "a third horse battery" });
  await expect(late).rejects.toMatchObject({ code: "reset_used" });
});

test("an admin of one workspace can't take over somebody who has a seat in another", async () => {
  const tenant = await makeTenant();
  const other = await makeTenant();
  const member = await someone(tenant, "of-two@example.com");
  const before = await linkFor(member.id, tenant.owner);
  await withTenant(other.tenantId, (tx, now) => addMember(tx, now, other.tenantId, member.id, "admin"));
  await expect(perform(makeResetLink, tenant.owner, { userId: member.id })).rejects.toMatchObject({
    kind: "Conflict",
    code: "member_elsewhere",
  });
  // Nor by a link from before they took it, even once they are out of this workspace.
  const use = () => perform(resetPassword, NOBODY, { token: before, password: NEW });
  await expect(use()).rejects.toMatchObject({ code: "reset_void" });
  await perform(deactivateMember, tenant.owner, { userId: member.id });
  await expect(use()).rejects.toMatchObject({ code: "reset_void" });
  // A seat that was taken away there is none.
  const again = await someone(tenant, "of-one@example.com");
  await withTenant(other.tenantId, (tx, now) => addMember(tx, now, other.tenantId, again.id, "member"));
  await perform(deactivateMember, other.owner, { userId: again.id });
  await linkFor(again.id, tenant.owner);
});

test("nobody resets the password of somebody above themselves, nor by a link from before", async () => {
  const tenant = await makeTenant();
  const admin = await someone(tenant, "climbing-admin@example.com", "admin");
  const member = await someone(tenant, "climbing-member@example.com");
  const link = (by: Actor, userId: string) => perform(makeResetLink, by, { userId });
  const no = { kind: "Forbidden" };
  await expect(link(admin, tenant.owner.id)).rejects.toMatchObject(no);
  await expect(link(member, admin.id)).rejects.toMatchObject(no);
  const { actor: narrow } = await makeKey(tenant, { scopes: ["admin:users", "members:read"] });
  await expect(link(narrow, admin.id)).rejects.toMatchObject(no);
  const { actor: full } = await makeKey(tenant);
  await expect(link(full, tenant.owner.id)).rejects.toMatchObject(no);
  await expect(link(admin, admin.id)).rejects.toMatchObject({ code: "own_password" });
  const token = await linkFor(member.id, admin);
  await perform(updateMember, tenant.owner, { userId: member.id, role: "owner" });
  const late = perform(resetPassword, NOBODY, { token, password: NEW });
  await expect(late).rejects.toMatchObject({ code: "reset_void" });
});

test("strangers make no links, and whoever is deactivated gets none", async () => {
  const tenant = await makeTenant();
  const stranger = await makeTenant();
  const member = await someone(tenant, "reset-gone@example.com");
  const link = (by: Actor) => perform(makeResetLink, by, { userId: member.id });
  await expect(link(stranger.owner)).rejects.toMatchObject({ kind: "NotFound" });
  await perform(deactivateMember, tenant.owner, { userId: member.id });
  await expect(link(tenant.owner)).rejects.toMatchObject({ code: "member_inactive" });
  expect(await resetsOf(member.id)).toEqual([]);
});

test("a reset link's token is stored nowhere, and no tenant's query reaches the table", async () => {
  const tenant = await makeTenant();
  const member = await someone(tenant, "reset-secret@example.com");
  const ask = () =>
    perform(makeResetLink, tenant.owner, { userId: member.id }, { idempotencyKey: "reset-1" });
  const first = await ask();
  expect(await ask()).toEqual({ ...first, url: null });
  const stored = await withSystem("test", async (tx) => [
    ...(await tx.select().from(passwordResets)),
    ...(await tx.select().from(idempotencyKeys)),
  ]);
  expect(JSON.stringify(stored)).not.toContain(first.url?.split("/reset/")[1]);
  const peek = withTenant(tenant.tenantId, (tx) => tx.select().from(passwordResets));
  await expect(peek).rejects.toMatchObject({ cause: { code: "42501" } });
});

test("too many wrong passwords keep nobody out who has reset theirs", async () => {
  const tenant = await makeTenant();
  const email = "tried-often@example.com";
  const member = await someone(tenant, email);
  const address = "203.0.113.20";
  for (let i = 0; i < 10; i++) await enters(email, `wrong ${i}`, address);
  await expect(enters(email, PASSWORD, address)).rejects.toMatchObject({ kind: "TooMany" });
  const token = await linkFor(member.id, tenant.owner);
  await perform(resetPassword, { ...NOBODY, address }, { token, password: NEW });
  expect(await enters(email, NEW, address)).toBe(true);
});

test("without e-mail set up, nothing is sent and the answer says so", async () => {
  const { owner, ownerEmail } = await makeTenant();
  expect(await perform(forgotPassword, NOBODY, { email: ownerEmail })).toEqual({ mailing: false });
  expect(await resetsOf(owner.id)).toEqual([]);
});

test("asking for a mail tells nobody which addresses have an account, and is limited for all alike", async () => {
  process.env.RESEND_API_KEY = "re_test";
  resetEnv();
  try {
    const { owner, ownerEmail } = await makeTenant();
    const from = (address: string): Visitor => ({ ...NOBODY, address });
    for (const email of [ownerEmail, "no-account@example.com"]) {
      const ask = () => perform(forgotPassword, from("203.0.113.21"), { email });
      for (let i = 0; i < 3; i++) expect(await ask()).toEqual({ mailing: true });
      await expect(ask()).rejects.toMatchObject({ kind: "TooMany" });
    }
    expect(await resetsOf(owner.id)).toHaveLength(3);
    const jobs = await withSystem("test", (tx) =>
      tx.execute(sql`select data from pgboss.job where name = 'password.reset'`),
    );
    expect(jobs).toHaveLength(6);
    for (const { data } of jobs) expect(Object.keys(data as object).sort()).toEqual(["resetId", "tenantId"]);
  } finally {
    delete process.env.RESEND_API_KEY;
    resetEnv();
  }
});
