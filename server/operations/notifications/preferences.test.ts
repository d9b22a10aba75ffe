import { expect, test } from "vitest";
import { makeMember, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { notification, task } = operations;
const form = { fields: {} };

test("what somebody muted neither rings nor is listed, for them alone, until they want it again", async () => {
  const tenant = await makeTenant();
  const quiet = await makeMember(tenant);
  const open = () => perform(task.create, tenant.owner, { title: "T", form, assignTo: { user: quiet.id } });
  await open();
  expect(await perform(notification.list, quiet, {})).toMatchObject({ unread: 1 });
  const muted = await perform(notification.setPreferences, quiet, { dashboard: ["task.assigned"] });
  expect(muted).toEqual({ dashboard: ["task.assigned"], email: [] });
  await open();
  expect(await perform(notification.list, quiet, {})).toMatchObject({ unread: 0, data: [] });
  await perform(notification.setPreferences, quiet, { dashboard: [] });
  expect(await perform(notification.list, quiet, {})).toMatchObject({ unread: 2 });
});

test("preferences of one channel leave the other's alone, and those of another workspace", async () => {
  const tenant = await makeTenant();
  const member = await makeMember(tenant);
  await perform(notification.setPreferences, member, { email: ["task.escalated", "task.escalated"] });
  await perform(notification.setPreferences, member, { dashboard: ["run.notice"] });
  expect(await perform(notification.preferences, member, {})).toEqual({
    dashboard: ["run.notice"],
    email: ["task.escalated"],
  });
  expect(await perform(notification.preferences, tenant.owner, {})).toEqual({ dashboard: [], email: [] });
});
