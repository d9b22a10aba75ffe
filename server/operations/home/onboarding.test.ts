import { expect, test } from "vitest";
import { makeKey, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { home, tenant: workspace, run } = operations;

test("a first step is taken when it is true, and all of them are done with team, people, key and run", async () => {
  const tenant = await makeTenant();
  const state = () => perform(home.onboarding, tenant.owner, {});
  const nothing = { sample: false, team: false, invite: false, key: false, run: false, done: false };
  expect(await state()).toEqual({ ...nothing, dismissed: false });
  await makeTeam(tenant);
  await makeMember(tenant);
  await makeKey(tenant);
  expect(await state()).toMatchObject({ team: true, invite: true, key: true, run: false, done: false });
  await perform(workspace.addSample, tenant.owner, {});
  const input = { question: "Where is it?", confidence: 0.9 };
  await perform(run.start, tenant.owner, { workflow: "support-escalation", input });
  expect(await state()).toMatchObject({ sample: true, run: true, done: true });
});

test("the list that was put away stays so, and nothing else of the workspace changes", async () => {
  const tenant = await makeTenant();
  const before = await perform(workspace.get, tenant.owner, {});
  expect(await perform(home.dismissOnboarding, tenant.owner, {})).toMatchObject({ dismissed: true });
  const after = await perform(workspace.get, tenant.owner, {});
  expect({ ...after, updatedAt: "" }).toEqual({ ...before, updatedAt: "" });
});
