import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
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
import { withSystem } from "./tenancy";

testDatabase();

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "orkestra-seed-"));
  process.env.ORKESTRA_DATA_DIR = directory;
  resetEnv();
  // A week of work is some thousand statements.
  await seedDemo();
}, 120_000);

afterAll(() => rm(directory, { recursive: true, force: true }));

const keep = (seeded: Awaited<ReturnType<typeof seedDemo>>) =>
  writeDemo(directory, { url: "http://localhost", mcpUrl: "http://localhost/api/mcp", ...seeded });

const from = (password: string) => ({
  email: "demo@orkestra.local",
  password,
  address: "here",
  userAgent: null,
});

test("nobody is signed in to a demo that was just made", async () => {
  const living = await withSystem("who is signed in", (tx) =>
    tx.execute(sql`select count(*)::int as count from sessions where revoked_at is null`),
  );
  expect(living).toMatchObject([{ count: 0 }]);
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
    ["billing", 3],
    ["support-l1", 6],
    ["support-l2", 4],
  ]);
});

/** How many rows there are of each kind. */
const counted = async (statement: string) => {
  const rows = await withSystem("test", (tx) => tx.execute<{ kind: string; n: number }>(sql.raw(statement)));
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
};

test("the demo has a week of work in every state", async () => {
  await seedDemo();
  const tasks = await counted("select status as kind, count(*)::int as n from tasks group by 1");
  expect(Object.keys(tasks).sort()).toEqual(["assigned", "cancelled", "claimed", "completed", "expired"]);
  expect(Object.values(tasks).reduce((sum, n) => sum + n)).toBeGreaterThanOrEqual(200);
  const runs = await counted("select status as kind, count(*)::int as n from runs group by 1");
  expect(Object.keys(runs).sort()).toEqual(
    expect.arrayContaining(["cancelled", "completed", "failed", "scheduled", "stuck", "waiting"]),
  );
  const talks = await counted("select status as kind, count(*)::int as n from conversations group by 1");
  expect(Object.values(talks).reduce((sum, n) => sum + n)).toBe(40);
  const special = await counted(`
    select 'snoozed' as kind, count(snoozed_until)::int as n from tasks union all
    select 'waiting', count(waiting_since)::int from tasks union all
    select 'breached', count(*)::int from tasks where breached_at is not null and status = 'assigned' union all
    select 'escalated', count(*)::int from tasks where escalation_level > 0 union all
    select 'unread', count(*)::int from notifications where read_at is null union all
    select 'human', count(*)::int from conversations where handoff = 'human' and waiting_since is not null union all
    select 'comments', count(*)::int from task_comments union all
    select 'attached', count(message_id)::int from attachments`);
  for (const [kind, n] of Object.entries(special)) expect(n, kind).toBeGreaterThan(0);
});

test("the demo shows all that a workspace sets up, and that it is used", async () => {
  await seedDemo();
  const parts = await counted(`
    select 'calendar and chain' as kind, count(distinct kind)::int - 1 as n from sla_definitions union all
    select 'sla of the ' || (sla->>'source'), count(*)::int from tasks
      where sla->'policy' is not null group by 1 union all
    select 'raised', count(*)::int from task_history where action = 'escalated' and details->>'act' = 'raise' union all
    select 'signed ' || verdict, count(*)::int from task_decisions group by 1 union all
    select 'linked ' || kind, count(*)::int from task_links group by 1 union all
    select 'merged', count(merged_into)::int from tasks union all
    select 'transferred', count(*)::int from task_history where details->>'transferred' = 'true' union all
    select 'answered by a rule', count(*)::int from answer_rule_uses union all
    select 'views', count(distinct shared)::int from saved_views union all
    select 'canned answers', count(*)::int from canned_answers where body like '%{{%' union all
    select 'templates', count(*)::int from task_templates union all
    select 'skills', count(*)::int from members where json_array_length(skills) > 0 union all
    select 'out, with a delegate', count(delegate_to)::int from members where availability = 'out' union all
    select 'capacities', count(capacity)::int from team_members union all
    select 'trigger by ' || kind, count(*)::int from triggers group by 1 union all
    select 'delivery ' || status, count(*)::int from trigger_deliveries group by 1 union all
    select 'drafts', count(*)::int from workflows where draft is not null and latest_version > 0 union all
    select 'paused', count(*)::int from runs where state->'paused' is not null union all
    select 'children', count(parent_run_id)::int from runs`);
  expect(Object.keys(parts)).toEqual(
    expect.arrayContaining([
      ...["sla of the tenant", "sla of the team", "sla of the workflow", "signed approve"],
      ...["linked related", "linked split", "linked duplicate"],
      ...["trigger by webhook", "trigger by schedule", "trigger by event"],
      ...["delivery started", "delivery duplicate", "delivery rejected"],
    ]),
  );
  for (const [kind, n] of Object.entries(parts)) expect(n, kind).toBeGreaterThan(0);
  expect(parts.views).toBe(2);
});

test("nothing of the demo's week is left to do or to send when the worker begins", async () => {
  await seedDemo();
  expect(
    await counted(`
      select 'deadlines' as kind, count(*)::int as n from task_deadlines
        where fired_at is null and stopped_at is null and due_at <= now() - interval '1 minute' union all
      select 'messages', count(*)::int from message_deliveries where status <> 'sent' union all
      select 'jobs', count(*)::int from pgboss.job where name in (
        'message.deliver', 'notification.send', 'event.dispatch', 'child.report', 'sla.retarget') union all
      select 'events', count(*)::int from events where dispatched_at is null`),
  ).toEqual({ deadlines: 0, messages: 0, jobs: 0, events: 0 });
});

test("the history of every task of the demo is in order and ends as the task is", async () => {
  await seedDemo();
  expect(
    await counted(`
      select 'disorder' as kind, count(*)::int as n from (
        select at < lag(at) over (partition by task_id order by id) as back from task_history) as steps
        where back union all
      select 'ends', count(*)::int from tasks t where status in ('completed', 'expired', 'cancelled')
        and not exists (select from task_history h where h.tenant_id = t.tenant_id and h.task_id = t.id and h.action = t.status)
      union all
      select 'runs', count(*)::int from tasks t join runs r on r.tenant_id = t.tenant_id and r.id = t.run_id
        where r.status in ('completed', 'failed', 'cancelled') and t.status in ('assigned', 'claimed')`),
  ).toEqual({ disorder: 0, ends: 0, runs: 0 });
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
  expect(workflows.data).toHaveLength(6);
  expect(workflows.data).toContainEqual(
    expect.objectContaining({ name: "support-escalation", title: "Mine", version: 2 }),
  );
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
