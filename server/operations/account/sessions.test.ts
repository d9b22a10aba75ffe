import { expect, test } from "vitest";
import { actorFor, makeMember, makeTenant } from "@/db/factories";
import { actorOfSession } from "@/server/auth/session";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { account } = operations;

test("one sees where one is signed in and can sign out there, which holds from the next request on", async () => {
  const { owner, tenantId } = await makeTenant();
  const phone = await actorFor(owner.id, tenantId);
  const { data } = await perform(account.sessions, owner, {});
  expect(data.map(({ id, current }) => ({ id, current }))).toEqual(
    expect.arrayContaining([
      { id: owner.sessionId, current: true },
      { id: phone.sessionId, current: false },
    ]),
  );
  await perform(account.revokeSession, owner, { sessionId: phone.sessionId });
  expect(await actorOfSession({ sid: phone.sessionId })).toBeNull();
  expect(await actorOfSession({ sid: owner.sessionId })).not.toBeNull();
  expect((await perform(account.sessions, owner, {})).data).toHaveLength(1);
});

test("signing out everywhere else leaves the session that asks, and everybody else's", async () => {
  const tenant = await makeTenant();
  const { owner, tenantId } = tenant;
  const colleague = await makeMember(tenant);
  const others = [await actorFor(owner.id, tenantId), await actorFor(owner.id, tenantId)];
  expect(await perform(account.revokeOtherSessions, owner, {})).toEqual({ revoked: 2 });
  for (const { sessionId } of others) expect(await actorOfSession({ sid: sessionId })).toBeNull();
  expect(await actorOfSession({ sid: owner.sessionId })).not.toBeNull();
  expect(await actorOfSession({ sid: colleague.sessionId })).not.toBeNull();
});

test("who has signed in has been active", async () => {
  const { owner, tenantId } = await makeTenant();
  const { userId } = await actorFor(owner.id, tenantId);
  const { data } = await perform(operations.member.list, owner, {});
  expect(data).toEqual([expect.objectContaining({ userId, lastActiveAt: expect.any(String) })]);
});

test("nobody ends another's session", async () => {
  const tenant = await makeTenant();
  const colleague = await makeMember(tenant);
  const sessionId = colleague.sessionId;
  await expect(perform(account.revokeSession, tenant.owner, { sessionId })).rejects.toMatchObject({
    kind: "NotFound",
  });
  expect(await actorOfSession({ sid: sessionId })).not.toBeNull();
});

test("language and time zone are the account's: known at every request, null leaves them to the browser", async () => {
  const { owner } = await makeTenant();
  await perform(account.update, owner, { locale: "de", timeZone: "Europe/Berlin" });
  const holder = await actorOfSession({ sid: owner.sessionId });
  expect(holder?.reader).toEqual({ locale: "de", timeZone: "Europe/Berlin" });
  expect(await perform(account.update, owner, { locale: null })).toMatchObject({
    name: owner.name,
    locale: null,
    timeZone: "Europe/Berlin",
  });
  await expect(perform(account.update, owner, { timeZone: "Mars/Olympus" })).rejects.toMatchObject({
    errors: [{ path: "timeZone" }],
  });
  await expect(perform(account.update, owner, { locale: "tlh" })).rejects.toMatchObject({
    errors: [{ path: "locale" }],
  });
});
