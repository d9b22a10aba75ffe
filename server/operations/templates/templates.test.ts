import { expect, test } from "vitest";
import { makeMember, makeTeam, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { template, task, team: teamOf } = operations;
const form = { fields: { answer: { type: "text", required: true } } };

test("a task made from a template has its form, team, priority and SLA; what is said wins", async () => {
  const tenant = await makeTenant();
  const team = await makeTeam(tenant);
  const made = await perform(template.create, tenant.owner, {
    name: "Call back",
    title: "Call the customer back",
    form,
    teamId: team.id,
    priority: "high",
    sla: { completeWithin: "2h" },
  });
  expect(made).toMatchObject({ slug: "call-back", team: { id: team.id, name: team.name } });
  const plain = await perform(task.create, tenant.owner, { template: "call-back" });
  expect(plain).toMatchObject({
    title: "Call the customer back",
    form,
    priority: "high",
    assignedTo: { team: { id: team.id } },
  });
  expect(plain.sla.nextDueAt).not.toBeNull();
  const said = await perform(task.create, tenant.owner, {
    template: made.id,
    title: "Call Ada back",
    priority: "low",
    assignTo: { user: tenant.owner.id },
  });
  expect(said).toMatchObject({ title: "Call Ada back", priority: "low", form });
  expect(said.assignedTo).toMatchObject({ user: { id: tenant.owner.id } });
});

test("without a template a task needs a title and a form, and says so at both", async () => {
  const { owner } = await makeTenant();
  await expect(perform(task.create, owner, {})).rejects.toMatchObject({
    kind: "Invalid",
    errors: [{ path: "title" }, { path: "form" }],
  });
  await expect(perform(task.create, owner, { template: "none-such" })).rejects.toMatchObject({
    kind: "NotFound",
  });
});

test("short names are unique, changes leave the rest, and a deleted team leaves the template", async () => {
  const tenant = await makeTenant();
  const team = await makeTeam(tenant);
  const first = await perform(template.create, tenant.owner, {
    name: "A",
    title: "A",
    form,
    teamId: team.id,
  });
  const again = { name: "Other", slug: first.slug, title: "B", form };
  await expect(perform(template.create, tenant.owner, again)).rejects.toMatchObject({
    code: "template_slug_taken",
  });
  const changed = await perform(template.update, tenant.owner, { templateId: first.id, title: "New" });
  expect(changed).toMatchObject({ name: "A", title: "New", team: { id: team.id } });
  await perform(teamOf.delete, tenant.owner, { teamId: team.id });
  const { data } = await perform(template.list, tenant.owner, { query: "new" });
  expect(data).toMatchObject([{ id: first.id, team: null }]);
  await perform(template.delete, tenant.owner, { templateId: first.id });
  expect((await perform(template.list, tenant.owner, {})).data).toEqual([]);
});

test("members use templates, admins make them", async () => {
  const tenant = await makeTenant();
  const member = await makeMember(tenant);
  const wanted = { name: "A", title: "A", form };
  await expect(perform(template.create, member, wanted)).rejects.toMatchObject({ kind: "Forbidden" });
  await perform(template.create, tenant.owner, wanted);
  expect(await perform(task.create, member, { template: "a" })).toMatchObject({ title: "A" });
});
