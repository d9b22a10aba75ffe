import { expect, test } from "vitest";
import { makeTeam, makeTenant, NOBODY, PASSWORD } from "@/db/factories";
import { actorOfSession } from "@/server/auth/session";
import { signIn } from "@/server/domain/account/sign-in";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { tenant, task, team: teamOf, invite, account } = operations;
const asked = { title: "T", form: { fields: {} } };

test("a task that names nobody goes to the default team, as long as there is one", async () => {
  const { owner, ...made } = await makeTenant();
  const team = await makeTeam({ owner, ...made });
  const plain = await perform(task.create, owner, asked);
  expect(plain).toMatchObject({ status: "created", assignedTo: { team: null } });

  const set = await perform(tenant.update, owner, { defaults: { teamId: team.id } });
  expect(set.defaults).toEqual({ teamId: team.id, locale: null, timeZone: null });
  const usual = await perform(task.create, owner, asked);
  expect(usual).toMatchObject({ status: "assigned", assignedTo: { team: { id: team.id } } });
  const named = await perform(task.create, owner, { ...asked, assignTo: { user: owner.id } });
  expect(named.assignedTo).toMatchObject({ team: null, user: { id: owner.id } });

  await perform(task.cancel, owner, { taskId: usual.id });
  await perform(teamOf.delete, owner, { teamId: team.id });
  expect((await perform(tenant.get, owner, {})).defaults.teamId).toBeNull();
  expect(await perform(task.create, owner, asked)).toMatchObject({ status: "created" });
});

test("a default stays until it is changed, null takes it away, and one that is not there is refused", async () => {
  const { owner } = await makeTenant();
  await perform(tenant.update, owner, { defaults: { locale: "de" } });
  await perform(tenant.update, owner, { name: "Renamed", defaults: { timeZone: "Europe/Berlin" } });
  expect(await perform(tenant.get, owner, {})).toMatchObject({
    name: "Renamed",
    defaults: { teamId: null, locale: "de", timeZone: "Europe/Berlin" },
  });
  const without = await perform(tenant.update, owner, { defaults: { locale: null } });
  expect(without.defaults).toEqual({ teamId: null, locale: null, timeZone: "Europe/Berlin" });
  const other = await makeTenant();
  const stranger = await makeTeam(other);
  await expect(perform(tenant.update, owner, { defaults: { teamId: stranger.id } })).rejects.toMatchObject({
    errors: [{ path: "defaults.teamId" }],
  });
});

test("whoever is new reads in the workspace's language and zone; whoever has an account keeps theirs", async () => {
  const { owner } = await makeTenant();
  await perform(tenant.update, owner, { defaults: { locale: "de", timeZone: "Europe/Berlin" } });
  const { url } = await perform(invite.create, owner, { email: "neu@example.com", role: "member" });
  const token = url?.split("/invite/")[1];
  await perform(invite.accept, NOBODY, { token, name: "Nina Neu", password: PASSWORD });
  const session = await signIn({
    email: "neu@example.com",
    password: PASSWORD,
    address: "a",
    userAgent: null,
  });
  const nina = await actorOfSession({ sid: session?.sessionId });
  if (!nina) throw new Error("not signed in");
  expect((await perform(account.me, nina, {})).user).toMatchObject({
    locale: "de",
    timeZone: "Europe/Berlin",
    singleKeys: true,
  });
  await perform(account.update, nina, { singleKeys: false });
  expect((await perform(account.me, nina, {})).user).toMatchObject({ locale: "de", singleKeys: false });
});
