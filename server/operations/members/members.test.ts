import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { actorFor, makeKey, makeMember, makeTeam, makeTenant, NOBODY, PASSWORD } from "@/db/factories";
import { taskHistory } from "@/db/schema/tasks";
import { withTenant } from "@/db/tenancy";
import { actorOfSession } from "@/server/auth/session";
import { signIn } from "@/server/domain/account/sign-in";
import { addMember } from "@/server/domain/members/queries";
import { me } from "@/server/operations/account/me";
import { perform } from "@/server/operations/perform";
import { claimTask } from "@/server/operations/tasks/claim";
import { createTask } from "@/server/operations/tasks/create";
import { getTask } from "@/server/operations/tasks/get";
import { testDatabase } from "@/server/testing/database";
import { deactivateMember } from "./deactivate";
import { listMembers } from "./list";
import { reactivateMember } from "./reactivate";
import { updateMember } from "./update";

testDatabase();

const form = { fields: { answer: { type: "text", required: true } } };

test("a deactivated member is out at the next request, and in again when reactivated", async () => {
  const tenant = await makeTenant();
  const member = await makeMember(tenant);
  const claims = { sid: member.sessionId };
  expect(await actorOfSession(claims)).toMatchObject({
    type: "user",
    tenantId: tenant.tenantId,
    role: "member",
  });
  expect(await perform(deactivateMember, tenant.owner, { userId: member.id })).toMatchObject({
    active: false,
  });
  const out = await actorOfSession(claims);
  expect(out).toMatchObject({ type: "visitor", userId: member.id });
  await expect(perform(listMembers, out!, {})).rejects.toMatchObject({ kind: "Unauthenticated" });
  expect(await perform(me, out!, {})).toMatchObject({
    tenant: null,
    role: null,
    permissions: [],
    tenants: [],
  });
  await perform(reactivateMember, tenant.owner, { userId: member.id });
  expect(await actorOfSession(claims)).toMatchObject({ type: "user", tenantId: tenant.tenantId });
});

test("a seat elsewhere does not take the place of one that was taken away", async () => {
  const tenant = await makeTenant();
  const elsewhere = await makeTenant();
  const actor = await makeMember(tenant, "admin", { email: "two-seats@example.com" });
  await withTenant(elsewhere.tenantId, async (tx, now) => {
    await addMember(tx, now, elsewhere.tenantId, actor.id, "admin");
  });
  await perform(deactivateMember, tenant.owner, { userId: actor.id });
  const out = await actorOfSession({ sid: actor.sessionId });
  expect(out?.type).toBe("visitor");
  expect(await perform(me, out!, {})).toMatchObject({ tenant: null, tenants: [{ id: elsewhere.tenantId }] });
});

test("what a leaver held goes back to the team's queue, with a line in its timeline", async () => {
  const tenant = await makeTenant();
  const leaver = await makeMember(tenant);
  const stays = await makeMember(tenant);
  const team = await makeTeam(tenant, { members: [leaver, stays], strategy: "manual" });
  const toTeam = { title: "Claimed", form, assignTo: { team: team.slug } };
  const claimed = await perform(createTask, tenant.owner, toTeam);
  await perform(claimTask, leaver, { taskId: claimed.id });
  const other = await perform(createTask, tenant.owner, toTeam);
  await perform(claimTask, stays, { taskId: other.id });
  const own = await perform(createTask, tenant.owner, { title: "Own", form, assignTo: { user: leaver.id } });
  await perform(deactivateMember, tenant.owner, { userId: leaver.id });
  expect(await perform(getTask, stays, { taskId: claimed.id })).toMatchObject({
    status: "assigned",
    claimedBy: null,
    assignedTo: { team: { id: team.id }, user: null },
    may: { claim: true },
  });
  expect(await perform(getTask, stays, { taskId: own.id })).toMatchObject({
    status: "created",
    assignedTo: { team: null, user: null },
    may: { claim: true },
  });
  expect(await perform(getTask, stays, { taskId: other.id })).toMatchObject({ claimedBy: { id: stays.id } });
  const lines = await withTenant(tenant.tenantId, (tx) =>
    tx.select().from(taskHistory).where(eq(taskHistory.taskId, claimed.id)),
  );
  expect(lines.map((line) => line.action)).toEqual(["created", "assigned", "claimed", "reassigned"]);
  expect(lines.at(-1)?.details).toMatchObject({ from: leaver.name, reason: "member_deactivated" });
});

test("the last owner can't be removed or demoted, not even by themselves", async () => {
  const { owner } = await makeTenant();
  const userId = owner.id;
  await expect(perform(deactivateMember, owner, { userId })).rejects.toMatchObject({ code: "last_owner" });
  await expect(perform(updateMember, owner, { userId, role: "admin" })).rejects.toMatchObject({
    code: "last_owner",
  });
});

test("two owners who demote each other at once leave one owner", async () => {
  const tenant = await makeTenant();
  const second = await makeMember(tenant, "owner");
  const outcomes = await Promise.allSettled([
    perform(updateMember, tenant.owner, { userId: second.id, role: "member" }),
    perform(updateMember, second, { userId: tenant.owner.id, role: "member" }),
  ]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  const { data } = await perform(listMembers, tenant.owner, { role: "owner" });
  expect(data).toHaveLength(1);
});

test("nobody manages above themselves", async () => {
  const tenant = await makeTenant();
  const admin = await makeMember(tenant, "admin");
  const member = await makeMember(tenant, "member");
  const viewer = await makeMember(tenant, "viewer");
  const forbidden = { kind: "Forbidden" };
  await expect(perform(updateMember, admin, { userId: member.id, role: "owner" })).rejects.toMatchObject(
    forbidden,
  );
  await expect(
    perform(updateMember, admin, { userId: tenant.owner.id, role: "viewer" }),
  ).rejects.toMatchObject(forbidden);
  await expect(perform(deactivateMember, admin, { userId: tenant.owner.id })).rejects.toMatchObject(
    forbidden,
  );
  await expect(perform(updateMember, member, { userId: viewer.id, role: "member" })).rejects.toMatchObject(
    forbidden,
  );
  await expect(perform(updateMember, viewer, { userId: viewer.id, role: "admin" })).rejects.toMatchObject(
    forbidden,
  );
  expect(await perform(updateMember, admin, { userId: viewer.id, role: "admin" })).toMatchObject({
    role: "admin",
  });
});

test("a key that may manage users but not all else makes no admins", async () => {
  const tenant = await makeTenant();
  const member = await makeMember(tenant);
  const { actor: narrow } = await makeKey(tenant, { scopes: ["admin:users", "members:read"] });
  const { actor: full } = await makeKey(tenant);
  const change = { userId: member.id, role: "admin" };
  await expect(perform(updateMember, narrow, change)).rejects.toMatchObject({ kind: "Forbidden" });
  expect(await perform(updateMember, narrow, { ...change, role: "viewer" })).toMatchObject({
    role: "viewer",
  });
  expect(await perform(updateMember, full, change)).toMatchObject({ role: "admin" });
  const owner = { userId: member.id, role: "owner" };
  await expect(perform(updateMember, full, owner)).rejects.toMatchObject({ kind: "Forbidden" });
});

test("members are listed by name, page by page, and found by words of their name or address", async () => {
  const tenant = await makeTenant({ ownerName: "Zed" });
  const names = ["anna", "Ben", "chris"];
  for (const name of names) await makeMember(tenant, "member", { name, email: `${name}-listed@example.com` });
  const first = await perform(listMembers, tenant.owner, { limit: 3 });
  expect(first.data.map((member) => member.name)).toEqual(["anna", "Ben", "chris"]);
  const second = await perform(listMembers, tenant.owner, { limit: 3, cursor: first.nextCursor });
  expect(second).toMatchObject({ data: [{ name: "Zed" }], nextCursor: null });
  const found = await perform(listMembers, tenant.owner, { query: "BEN-listed" });
  expect(found.data.map((member) => member.name)).toEqual(["Ben"]);
  expect((await perform(listMembers, tenant.owner, { query: "%" })).data).toEqual([]);
  await expect(perform(listMembers, tenant.owner, { cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({
    kind: "Invalid",
  });
});

test("strangers see and change no seat of another workspace", async () => {
  const tenant = await makeTenant();
  const stranger = await makeTenant();
  const { data } = await perform(listMembers, stranger.owner, {});
  expect(data.map((member) => member.userId)).toEqual([stranger.owner.id]);
  for (const change of [
    () => perform(updateMember, stranger.owner, { userId: tenant.owner.id, role: "viewer" }),
    () => perform(deactivateMember, stranger.owner, { userId: tenant.owner.id }),
    () => perform(reactivateMember, stranger.owner, { userId: tenant.owner.id }),
  ]) {
    await expect(change()).rejects.toMatchObject({ kind: "NotFound", code: "member_not_found" });
  }
});

test("a changed role holds from the next request on", async () => {
  const tenant = await makeTenant();
  const member = await makeMember(tenant, "member");
  await perform(updateMember, tenant.owner, { userId: member.id, role: "viewer" });
  const now = await actorOfSession({ sid: member.sessionId });
  expect(now).toMatchObject({ role: "viewer" });
  const task = perform(createTask, now!, { title: "No", form });
  await expect(task).rejects.toMatchObject({ kind: "Forbidden" });
});

test("signing in looks at the workspace that was joined or used last", async () => {
  const tenant = await makeTenant();
  const { email, password } = { email: tenant.ownerEmail, password: PASSWORD };
  const other = await makeTenant();
  await withTenant(other.tenantId, async (tx, now) => {
    await addMember(tx, now, other.tenantId, tenant.owner.id, "member");
  });
  const credentials = { email, password, address: "here", userAgent: null };
  const joined = await signIn(credentials);
  expect(await actorOfSession({ sid: joined?.sessionId })).toMatchObject({ tenantId: other.tenantId });
  await actorFor(tenant.owner.id, tenant.tenantId);
  const used = await signIn(credentials);
  expect(await actorOfSession({ sid: used?.sessionId })).toMatchObject({ tenantId: tenant.tenantId });
});

test("nobody may list members without signing in", async () => {
  await expect(perform(listMembers, NOBODY, {})).rejects.toMatchObject({ kind: "Unauthenticated" });
});
