import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant, NOBODY, PASSWORD } from "@/db/factories";
import { invites } from "@/db/schema/members";
import { idempotencyKeys } from "@/db/schema/platform";
import { withSystem } from "@/db/tenancy";
import { actorOfSession } from "@/server/auth/session";
import { signIn } from "@/server/domain/account/sign-in";
import { listMembers } from "@/server/operations/members/list";
import { perform } from "@/server/operations/perform";
import { deleteTeam } from "@/server/operations/teams/delete";
import type { Actor, Visitor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";
import { acceptInvite } from "./accept";
import { createInvite } from "./create";
import { getInvite } from "./get";
import { listInvites } from "./list";
import { revokeInvite } from "./revoke";

testDatabase();

async function invited(by: Actor, email: string, role = "member") {
  const { invite, url } = await perform(createInvite, by, { email, role });
  return { id: invite.id, token: url?.split("/invite/")[1] ?? "" };
}

async function emailsOf(tenant: MadeTenant) {
  const { data } = await perform(listMembers, tenant.owner, {});
  return data.map((member) => member.email);
}

test("somebody new takes the seat with a name and a password, and signs in with them", async () => {
  const tenant = await makeTenant({ name: "Umbrella" });
  const { token } = await invited(tenant.owner, "New@Example.com", "viewer");
  expect(await perform(getInvite, NOBODY, { token })).toMatchObject({
    tenant: { name: "Umbrella" },
    email: "new@example.com",
    role: "viewer",
    invitedBy: tenant.owner.name,
    hasAccount: false,
  });
  const accepted = await perform(acceptInvite, NOBODY, { token, name: "Nina New", password: PASSWORD });
  expect(accepted).toMatchObject({
    user: { email: "new@example.com" },
    tenant: { id: tenant.tenantId },
    role: "viewer",
  });
  const session = await signIn({
    email: "new@example.com",
    password: PASSWORD,
    address: "a",
    userAgent: null,
  });
  expect(await actorOfSession({ sid: session?.sessionId })).toMatchObject({
    tenantId: tenant.tenantId,
    role: "viewer",
  });
});

test("somebody new must give a name and a long enough password, and the link keeps until they do", async () => {
  const { owner } = await makeTenant();
  const { token } = await invited(owner, "careless@example.com");
  await expect(perform(acceptInvite, NOBODY, { token, password: "short" })).rejects.toMatchObject({
    kind: "Invalid",
    errors: [{ path: "name" }, { path: "password", message: "must have at least 10 characters" }],
  });
  await perform(acceptInvite, NOBODY, { token, name: "Carl", password: PASSWORD });
});

test("a link works once", async () => {
  const { owner } = await makeTenant();
  const { token } = await invited(owner, "once@example.com");
  const accept = () => perform(acceptInvite, NOBODY, { token, name: "Otto", password: PASSWORD });
  const outcomes = await Promise.allSettled([accept(), accept()]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(accept()).rejects.toMatchObject({ code: "invite_accepted" });
  await expect(perform(getInvite, NOBODY, { token })).rejects.toMatchObject({ code: "invite_accepted" });
});

test("whoever has an account shows that it is theirs: by its password or by being signed in", async () => {
  const tenant = await makeTenant();
  const second = await makeTenant();
  const third = await makeTenant();
  const email = second.ownerEmail;
  const first = await invited(tenant.owner, email);
  expect(await perform(getInvite, NOBODY, { token: first.token })).toMatchObject({ hasAccount: true });
  const wrong = perform(acceptInvite, NOBODY, {
    token: first.token,
    name: "X",
    password: "not the password",
  });
  await expect(wrong).rejects.toMatchObject({ kind: "Unauthenticated", code: "wrong_password" });
  expect(await emailsOf(tenant)).not.toContain(email);
  await perform(acceptInvite, NOBODY, { token: first.token, password: PASSWORD });
  expect(await emailsOf(tenant)).toContain(email);
  const next = await invited(third.owner, email);
  await perform(acceptInvite, second.owner, { token: next.token });
  expect(await emailsOf(third)).toContain(email);
  const looksAt = await actorOfSession({ sid: second.owner.sessionId });
  expect(looksAt).toMatchObject({ tenantId: third.tenantId });
});

test("somebody signed in with another address is told so, and takes nothing", async () => {
  const tenant = await makeTenant();
  const other = await makeTenant();
  const { token } = await invited(tenant.owner, "somebody-else@example.com");
  const refused = perform(acceptInvite, other.owner, { token });
  await expect(refused).rejects.toMatchObject({ kind: "Forbidden", code: "invite_for_another" });
  expect(await emailsOf(tenant)).toEqual([tenant.ownerEmail]);
});

test("a withdrawn, an expired and a made-up link open nothing", async () => {
  const tenant = await makeTenant();
  const accept = (token: string) => perform(acceptInvite, NOBODY, { token, name: "N", password: PASSWORD });
  const withdrawn = await invited(tenant.owner, "withdrawn@example.com");
  await perform(revokeInvite, tenant.owner, { inviteId: withdrawn.id });
  await expect(accept(withdrawn.token)).rejects.toMatchObject({ code: "invite_revoked" });
  const late = await invited(tenant.owner, "late@example.com");
  const past = new Date(Date.now() - 1000);
  await withSystem("test", (tx) =>
    tx.update(invites).set({ expiresAt: past }).where(eq(invites.id, late.id)),
  );
  await expect(accept(late.token)).rejects.toMatchObject({ code: "invite_expired" });
  await expect(accept("x".repeat(43))).rejects.toMatchObject({ kind: "NotFound" });
  await expect(accept("short")).rejects.toMatchObject({ kind: "Invalid", errors: [{ path: "token" }] });
  expect(await emailsOf(tenant)).toEqual([tenant.ownerEmail]);
});

test("inviting an address again makes the older link useless", async () => {
  const { owner } = await makeTenant();
  const older = await invited(owner, "twice@example.com");
  const newer = await invited(owner, "twice@example.com", "admin");
  await expect(perform(getInvite, NOBODY, { token: older.token })).rejects.toMatchObject({
    code: "invite_revoked",
  });
  expect(await perform(getInvite, NOBODY, { token: newer.token })).toMatchObject({ role: "admin" });
  const { data } = await perform(listInvites, owner, {});
  expect(data).toMatchObject([{ id: newer.id, status: "pending" }]);
});

test("a member is not invited again", async () => {
  const tenant = await makeTenant();
  const member = await makeMember(tenant, "member", { email: "already@example.com" });
  const again = perform(createInvite, tenant.owner, { email: "already@example.com" });
  await expect(again).rejects.toMatchObject({ code: "already_member", details: { userId: member.id } });
});

test("an admin can't make an owner, and a member invites nobody", async () => {
  const tenant = await makeTenant();
  const admin = await makeMember(tenant, "admin");
  const member = await makeMember(tenant, "member");
  const invite = (by: Actor, role: string) => perform(createInvite, by, { email: "x@example.com", role });
  await expect(invite(admin, "owner")).rejects.toMatchObject({ kind: "Forbidden" });
  await expect(invite(member, "viewer")).rejects.toMatchObject({ kind: "Forbidden" });
  await expect(perform(listInvites, member, {})).rejects.toMatchObject({ kind: "Forbidden" });
  expect(await invite(admin, "admin")).toMatchObject({ invite: { role: "admin" } });
});

test("a link's token is stored nowhere, not even for a repeated request", async () => {
  const { owner } = await makeTenant();
  const input = { email: "secret@example.com", role: "member" };
  const first = await perform(createInvite, owner, input, { idempotencyKey: "invite-1" });
  const again = await perform(createInvite, owner, input, { idempotencyKey: "invite-1" });
  expect(again).toEqual({ ...first, url: null });
  const token = first.url?.split("/invite/")[1] ?? "none";
  const stored = await withSystem("test", async (tx) => [
    ...(await tx.select().from(invites)),
    ...(await tx.select().from(idempotencyKeys)),
  ]);
  expect(JSON.stringify(stored)).not.toContain(token);
});

test("strangers neither see nor withdraw another workspace's invitations", async () => {
  const tenant = await makeTenant();
  const stranger = await makeTenant();
  const { id } = await invited(tenant.owner, "guarded@example.com");
  expect((await perform(listInvites, stranger.owner, {})).data).toEqual([]);
  await expect(perform(revokeInvite, stranger.owner, { inviteId: id })).rejects.toMatchObject({
    kind: "NotFound",
  });
});

test("guessing an account's password through an invitation is stopped", async () => {
  const tenant = await makeTenant();
  const { ownerEmail } = await makeTenant();
  const { token } = await invited(tenant.owner, ownerEmail);
  const visitor: Visitor = { ...NOBODY, address: "203.0.113.9" };
  const guess = (password: string) => perform(acceptInvite, visitor, { token, password });
  for (let i = 0; i < 10; i++)
    await expect(guess(`wrong ${i}`)).rejects.toMatchObject({ code: "wrong_password" });
  await expect(guess(PASSWORD)).rejects.toMatchObject({ kind: "TooMany" });
});

test("an invitation's teams are its guest's from the start; unknown ones are refused at their place", async () => {
  const tenant = await makeTenant();
  const team = await makeTeam(tenant);
  const gone = await makeTeam(tenant);
  const email = "teams@example.com";
  await expect(
    perform(createInvite, tenant.owner, { email, teamIds: [team.id, tenant.owner.id] }),
  ).rejects.toMatchObject({ errors: [{ path: "teamIds.1" }] });
  const teamIds = [team.id, gone.id];
  const { url, invite } = await perform(createInvite, tenant.owner, { email, teamIds });
  expect(invite.teamIds).toEqual(teamIds);
  await perform(deleteTeam, tenant.owner, { teamId: gone.id });
  const token = url?.split("/").at(-1);
  await perform(acceptInvite, NOBODY, { token, name: "Tea", password: PASSWORD });
  const { data } = await perform(listMembers, tenant.owner, { query: email });
  expect(data).toMatchObject([{ teams: [{ id: team.id }] }]);
});
