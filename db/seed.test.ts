import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actorOfApiKey } from "@/server/auth/api-key";
import { signIn } from "@/server/domain/account/sign-in";
import { writeDemo } from "@/server/launch/demo-file";
import { perform } from "@/server/operations/perform";
import { listTeams } from "@/server/operations/teams/list";
import { getTenant } from "@/server/operations/tenant/get";
import { updateTenant } from "@/server/operations/tenant/update";
import { listWorkflowsOperation } from "@/server/operations/workflows/list";
import { putWorkflow } from "@/server/operations/workflows/put";
import { resetEnv } from "@/server/platform/env";
import { KEY_SCOPES } from "@/server/platform/permissions";
import { testDatabase } from "@/server/testing/database";
import { seedDemo } from "./seed";

testDatabase();

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "orkestra-seed-"));
  process.env.ORKESTRA_DATA_DIR = directory;
  resetEnv();
});

afterAll(() => rm(directory, { recursive: true, force: true }));

const keep = (seeded: Awaited<ReturnType<typeof seedDemo>>) =>
  writeDemo(directory, { url: "http://localhost", mcpUrl: "http://localhost/api/mcp", ...seeded });

const from = (password: string) => ({
  email: "demo@orkestra.local",
  password,
  address: "here",
  userAgent: null,
});

test("the demo can be signed in to, and its key may do all that an admin may", async () => {
  const demo = await seedDemo();
  await keep(demo);
  expect(demo).toMatchObject({ tenant: "acme", email: "demo@orkestra.local" });
  expect(await signIn(from(demo.password))).toMatchObject({ email: demo.email });
  const actor = await actorOfApiKey(demo.apiKey);
  expect([...(actor?.permissions ?? [])].sort()).toEqual([...KEY_SCOPES].sort());
  const teams = await perform(listTeams, actor!, {});
  expect(teams.data.map(({ slug, memberCount }) => [slug, memberCount])).toEqual([
    ["admins", 1],
    ["support-l1", 3],
    ["support-l2", 2],
  ]);
});

test("another start changes nothing, also not what people changed meanwhile", async () => {
  const first = await seedDemo();
  await keep(first);
  const actor = (await actorOfApiKey(first.apiKey))!;
  await perform(updateTenant, actor, { name: "Renamed by hand" });
  await perform(putWorkflow, actor, {
    name: "support-escalation",
    definition: { title: "Mine", start: "done", steps: { done: { kind: "end" } } },
  });
  expect(await Promise.all([seedDemo(), seedDemo()])).toEqual([first, first]);
  expect(await perform(getTenant, actor, {})).toMatchObject({ name: "Renamed by hand" });
  const workflows = await perform(listWorkflowsOperation, actor, {});
  expect(workflows.data).toMatchObject([{ name: "support-escalation", title: "Mine", version: 2 }]);
});

test("a lost password and a lost key are replaced by ones that work", async () => {
  const before = await seedDemo();
  await writeDemo(directory, undefined);
  const after = await seedDemo();
  expect(after.password).not.toBe(before.password);
  expect(await signIn(from(before.password))).toBeNull();
  expect(await signIn(from(after.password))).not.toBeNull();
  expect(after.apiKey).not.toBe(before.apiKey);
  expect(await actorOfApiKey(after.apiKey)).not.toBeNull();
});
