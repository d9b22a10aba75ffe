import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeKey, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { teams } from "@/db/schema/members";
import { withTenant } from "@/db/tenancy";
import { deactivateMember } from "@/server/operations/members/deactivate";
import { perform } from "@/server/operations/perform";
import { completeTask } from "@/server/operations/tasks/complete";
import { createTask } from "@/server/operations/tasks/create";
import { getTask } from "@/server/operations/tasks/get";
import { addSample } from "@/server/operations/tenant/add-sample";
import { newId } from "@/server/platform/ids";
import { testDatabase } from "@/server/testing/database";
import { addTeamMember } from "./add-member";
import { createTeam } from "./create";
import { deleteTeam } from "./delete";
import { getTeam } from "./get";
import { listTeams } from "./list";
import { listTeamMembers } from "./members";
import { removeTeamMember } from "./remove-member";
import { updateTeam } from "./update";

testDatabase();

const form = { fields: { answer: { type: "text" } } };

test("a team gets a slug of its own from its name, and a taken one is refused with a free one", async () => {
  const { owner } = await makeTenant();
  const first = await perform(createTeam, owner, { name: "Support Élite" });
  expect(first).toMatchObject({
    slug: "support-elite",
    assignmentStrategy: "manual",
    memberCount: 0,
    openTasks: 0,
  });
  expect(await perform(createTeam, owner, { name: "Support-Élite" })).toMatchObject({
    slug: "support-elite-2",
  });
  await expect(perform(createTeam, owner, { name: "X", slug: "support-elite" })).rejects.toMatchObject({
    code: "team_slug_taken",
    details: { suggestion: "support-elite-3" },
  });
  const elsewhere = await makeTenant();
  expect(await perform(createTeam, elsewhere.owner, { name: "Support Élite" })).toMatchObject({
    slug: "support-elite",
  });
});

test("no two teams of a workspace have one name, in whatever case, also when both come at once", async () => {
  const { owner } = await makeTenant();
  const taken = {
    kind: "Conflict",
    code: "team_name_taken",
    message: 'There is a team called "Größe Élite" already. Choose another name.',
    errors: [{ path: "name", message: "is taken by another team" }],
  };
  const first = await perform(createTeam, owner, { name: "Größe Élite" });
  await expect(perform(createTeam, owner, { name: " GRÖßE ÉLITE " })).rejects.toMatchObject(taken);
  const other = await perform(createTeam, owner, { name: "Other" });
  const rename = (teamId: string, name: string) => perform(updateTeam, owner, { teamId, name });
  await expect(rename(other.id, "größe élite")).rejects.toMatchObject(taken);
  expect(await rename(first.id, "GRÖSSE Élite")).toMatchObject({ name: "GRÖSSE Élite" });
  expect(await rename(other.id, "OTHER")).toMatchObject({ name: "OTHER" });
  const both = await Promise.allSettled([
    perform(createTeam, owner, { name: "Night" }),
    perform(createTeam, owner, { name: "night", slug: "late" }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const elsewhere = await makeTenant();
  expect(await perform(createTeam, elsewhere.owner, { name: "Night" })).toMatchObject({ name: "Night" });
});

test("two teams that had one name before may keep it and be changed otherwise", async () => {
  const tenant = await makeTenant();
  const [one, two] = [await makeTeam(tenant, { name: "Night" }), await makeTeam(tenant, { name: "Day" })];
  await withTenant(tenant.tenantId, (tx) =>
    tx.update(teams).set({ name: "Night" }).where(eq(teams.id, two.id)),
  );
  const change = { teamId: two.id, name: "Night", assignmentStrategy: "round-robin" };
  expect(await perform(updateTeam, tenant.owner, change)).toMatchObject({
    assignmentStrategy: "round-robin",
  });
  expect(await perform(updateTeam, tenant.owner, { teamId: one.id, name: "Late" })).toMatchObject({
    name: "Late",
  });
});

test("the sample's teams come also where a team has one of their names", async () => {
  const tenant = await makeTenant();
  await makeTeam(tenant, { name: "support l1", slug: "first-line" });
  await perform(addSample, tenant.owner, {});
  const { data } = await perform(listTeams, tenant.owner, {});
  expect(data.map(({ name, slug }) => `${name} ${slug}`)).toEqual(
    expect.arrayContaining(["support l1 first-line", "Support L1 (2) support-l1", "Support L2 support-l2"]),
  );
});

test("a team is renamed and gets another strategy, and keeps its slug", async () => {
  const tenant = await makeTenant();
  const team = await makeTeam(tenant, { slug: "first" });
  const change = {
    teamId: team.id,
    name: "Second",
    description: "Says what it does",
    assignmentStrategy: "round-robin",
  };
  const { teamId: _, ...shown } = change;
  expect(await perform(updateTeam, tenant.owner, change)).toMatchObject({
    id: team.id,
    slug: "first",
    ...shown,
  });
});

test("members come and go, doing either twice changes nothing, and a deactivated one can't come", async () => {
  const tenant = await makeTenant();
  const team = await makeTeam(tenant);
  const member = await makeMember(tenant);
  const seat = { teamId: team.id, userId: member.id };
  await perform(addTeamMember, tenant.owner, seat);
  expect(await perform(addTeamMember, tenant.owner, seat)).toMatchObject({ memberCount: 1 });
  const task = await perform(createTask, tenant.owner, { title: "T", form, assignTo: { user: member.id } });
  expect(task.status).toBe("assigned");
  const { data } = await perform(listTeamMembers, tenant.owner, { teamId: team.id });
  expect(data).toMatchObject([
    { userId: member.id, name: member.name, role: "member", active: true, openTasks: 1 },
  ]);
  expect((await perform(listTeams, tenant.owner, { memberId: member.id })).data).toMatchObject([
    { id: team.id },
  ]);
  await perform(removeTeamMember, tenant.owner, seat);
  expect(await perform(removeTeamMember, tenant.owner, seat)).toMatchObject({ memberCount: 0 });
  await perform(deactivateMember, tenant.owner, { userId: member.id });
  await expect(perform(addTeamMember, tenant.owner, seat)).rejects.toMatchObject({ kind: "Invalid" });
  const nobody = { teamId: team.id, userId: newId() };
  await expect(perform(addTeamMember, tenant.owner, nobody)).rejects.toMatchObject({
    code: "member_not_found",
  });
});

test("a team with open tasks is not deleted; one with closed tasks is, and the tasks stay", async () => {
  const tenant = await makeTenant();
  const team = await makeTeam(tenant, { slug: "busy", members: [tenant.owner] });
  const { id: taskId } = await perform(createTask, tenant.owner, {
    title: "T",
    form,
    assignTo: { team: "busy" },
  });
  const teamId = team.id;
  await expect(perform(deleteTeam, tenant.owner, { teamId })).rejects.toMatchObject({
    code: "team_has_open_tasks",
    details: { openTasks: 1 },
  });
  await perform(completeTask, tenant.owner, { taskId, formData: { answer: "yes" } });
  expect(await perform(deleteTeam, tenant.owner, { teamId })).toEqual({ id: teamId, deleted: true });
  await expect(perform(getTeam, tenant.owner, { teamId })).rejects.toMatchObject({ code: "team_not_found" });
  expect(await perform(getTask, tenant.owner, { taskId })).toMatchObject({
    status: "completed",
    assignedTo: { team: null },
  });
});

test("members see teams and only admins change them", async () => {
  const tenant = await makeTenant();
  const team = await makeTeam(tenant);
  const viewer = await makeMember(tenant, "viewer");
  const { actor: key } = await makeKey(tenant, { scopes: ["members:read", "tasks:write"] });
  const teamId = team.id;
  for (const actor of [viewer, key]) {
    expect((await perform(listTeams, actor, {})).data).toMatchObject([{ id: teamId }]);
    for (const change of [
      () => perform(createTeam, actor, { name: "Mine" }),
      () => perform(updateTeam, actor, { teamId, name: "Mine" }),
      () => perform(deleteTeam, actor, { teamId }),
      () => perform(addTeamMember, actor, { teamId, userId: viewer.id }),
      () => perform(removeTeamMember, actor, { teamId, userId: viewer.id }),
    ]) {
      await expect(change()).rejects.toMatchObject({ kind: "Forbidden" });
    }
  }
});

test("strangers find no team of another workspace, and can't seat its people in theirs", async () => {
  const tenant = await makeTenant();
  const team = await makeTeam(tenant, { members: [tenant.owner] });
  const stranger = await makeTenant();
  const own = await makeTeam(stranger);
  const teamId = team.id;
  expect((await perform(listTeams, stranger.owner, {})).data.map(({ id }) => id)).toEqual([own.id]);
  for (const attempt of [
    () => perform(getTeam, stranger.owner, { teamId }),
    () => perform(listTeamMembers, stranger.owner, { teamId }),
    () => perform(updateTeam, stranger.owner, { teamId, name: "Mine" }),
    () => perform(deleteTeam, stranger.owner, { teamId }),
    () => perform(addTeamMember, stranger.owner, { teamId, userId: stranger.owner.id }),
    () => perform(addTeamMember, stranger.owner, { teamId: own.id, userId: tenant.owner.id }),
    () => perform(removeTeamMember, stranger.owner, { teamId, userId: tenant.owner.id }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ kind: "NotFound" });
  }
  expect(await perform(getTeam, tenant.owner, { teamId })).toMatchObject({ name: team.name, memberCount: 1 });
});
