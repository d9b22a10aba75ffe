import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTenant } from "@/db/factories";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { run, workflow, trigger } = operations;

let tenant: MadeTenant;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  tenant = await makeTenant();
  worker = await startWorker();
});
afterAll(() => worker.stop());

const definition = (output: unknown) => ({
  title: "T",
  start: "done",
  steps: { done: { kind: "end", output } },
});
const put = (name: string, output: unknown = 1) =>
  perform(workflow.put, tenant.owner, { name, ...definition(output) });
const save = (name: string, draft: object) => perform(workflow.saveDraft, tenant.owner, { name, ...draft });
const start = (name: string, more: object = {}) =>
  perform(run.start, tenant.owner, { workflow: name, ...more });

test("a draft may be wrong, and is told so; what is published stays until the draft is", async () => {
  await put("drafted");
  const wrong = await save("drafted", { title: "T", start: "nowhere", steps: { a: { kind: "dance" } } });
  expect(wrong).toMatchObject({ valid: false, basedOn: 1, updatedBy: { id: tenant.owner.id } });
  expect(wrong.problems.map(({ path }) => path)).toEqual(expect.arrayContaining(["start", "steps.a.kind"]));
  const refused = perform(workflow.publish, tenant.owner, { name: "drafted" });
  await expect(refused).rejects.toMatchObject({ code: "definition_invalid" });
  expect((await start("drafted")).output).toBe(1);
  await save("drafted", definition(2));
  expect((await start("drafted")).output).toBe(1);
  expect(await perform(workflow.draft, tenant.owner, { name: "drafted" })).toMatchObject({ valid: true });
  const published = await perform(workflow.publish, tenant.owner, { name: "drafted" });
  expect(published).toMatchObject({ version: 2, created: true, hasDraft: false });
  expect((await start("drafted")).output).toBe(2);
  const gone = perform(workflow.draft, tenant.owner, { name: "drafted" });
  await expect(gone).rejects.toMatchObject({ kind: "NotFound", code: "draft_not_found" });
});

test("a draft that somebody else saved meanwhile is not overwritten unknowingly", async () => {
  const write = (since: string | null | undefined, output: number) =>
    perform(workflow.saveDraft, tenant.owner, { name: "shared", definition: definition(output), since });
  const first = await write(null, 1);
  await expect(write(null, 2)).rejects.toMatchObject({ kind: "Conflict", code: "draft_changed" });
  const second = await write(first.updatedAt, 2);
  await expect(write(first.updatedAt, 3)).rejects.toMatchObject({ details: { savedAt: second.updatedAt } });
  expect((await perform(workflow.draft, tenant.owner, { name: "shared" })).definition).toEqual(definition(2));
  expect((await write(undefined, 3)).definition).toEqual(definition(3));
  await perform(workflow.publish, tenant.owner, { name: "shared" });
  await expect(write(second.updatedAt, 4)).rejects.toMatchObject({ details: { savedAt: null } });
  const mistaken = perform(workflow.saveDraft, tenant.owner, {
    name: "shared",
    definition: {},
    since: "now",
  });
  await expect(mistaken).rejects.toMatchObject({ kind: "Invalid" });
});

test("what a definition names and the workspace does not have is told before and after it is published", async () => {
  const ask = {
    kind: "task",
    title: "Ask",
    form: { fields: {} },
    assignTo: { team: "nobody-s" },
    sla: { policy: "platinum", calendar: "${input.hours}", escalation: "up" },
    next: "done",
  };
  const asks = { title: "Asks", start: "ask", steps: { ask, done: { kind: "end" } } };
  const warnings = [
    { path: "steps.ask.assignTo.team", message: 'There is no team "nobody-s" in this workspace yet' },
    { path: "steps.ask.sla.policy", message: 'There is no SLA policy "platinum" in this workspace yet' },
    { path: "steps.ask.sla.escalation", message: 'There is no escalation chain "up" in this workspace yet' },
  ];
  expect(await perform(workflow.check, tenant.owner, { definition: asks })).toMatchObject({ warnings });
  expect(await save("asks", asks)).toMatchObject({ valid: true, warnings });
  expect(await perform(workflow.draft, tenant.owner, { name: "asks" })).toMatchObject({ warnings });
  expect(await perform(workflow.publish, tenant.owner, { name: "asks" })).toMatchObject({ warnings });
  expect(await perform(workflow.put, tenant.owner, { name: "asks", ...asks })).toMatchObject({ warnings });
  await expect(
    perform(workflow.update, tenant.owner, { name: "asks", slaPolicy: "platinum" }),
  ).rejects.toMatchObject({ code: "unknown_sla", errors: [{ path: "slaPolicy" }] });
});

test("a workflow may begin as a draft, which starts nothing, and go with it", async () => {
  await save("new", definition(1));
  const { data } = await perform(workflow.list, tenant.owner, {});
  expect(data.find(({ name }) => name === "new")).toMatchObject({ version: 0, hasDraft: true });
  await expect(start("new")).rejects.toMatchObject({ kind: "NotFound" });
  expect((await perform(workflow.publish, tenant.owner, { name: "new" })).version).toBe(1);
  await save("fleeting", {});
  await perform(workflow.discardDraft, tenant.owner, { name: "fleeting" });
  const gone = perform(workflow.get, tenant.owner, { name: "fleeting" });
  await expect(gone).rejects.toMatchObject({ code: "workflow_not_found" });
});

test("paused it refuses starts, lets its runs go on, and begins on resumption what came due", async () => {
  const steps = { wait: { kind: "wait", signal: "go", next: "done" }, done: { kind: "end" } };
  await perform(workflow.put, tenant.owner, { name: "rests", title: "R", start: "wait", steps });
  const before = await start("rests");
  const due = await start("rests", { startAt: new Date(Date.now() + 500).toISOString() });
  const hook = await perform(trigger.create, tenant.owner, { workflow: "rests", webhook: {} });
  expect(await perform(workflow.pause, tenant.owner, { name: "rests" })).toMatchObject({ status: "paused" });
  await expect(start("rests")).rejects.toMatchObject({ kind: "Conflict", code: "workflow_paused" });
  await perform(run.signal, tenant.owner, { runId: before.id, name: "go" });
  const look = (runId: string) => perform(run.get, tenant.owner, { runId });
  expect((await look(before.id)).status).toBe("completed");
  await expect.poll(async () => (await look(due.id)).heldFor, { timeout: 10_000 }).toBe("workflow_paused");
  await perform(workflow.resume, tenant.owner, { name: "rests" });
  await expect.poll(async () => (await look(due.id)).status, { timeout: 10_000 }).toBe("waiting");
  expect(hook.enabled).toBe(true);
});

test("archived it is out of the list and starts nothing until it is taken back", async () => {
  await put("old");
  await perform(workflow.archive, tenant.owner, { name: "old" });
  const names = async (filter: object = {}) =>
    (await perform(workflow.list, tenant.owner, filter)).data.map(({ name }) => name);
  expect(await names()).not.toContain("old");
  expect(await names({ status: "archived" })).toEqual(["old"]);
  await expect(start("old")).rejects.toMatchObject({ code: "workflow_archived" });
  const resume = perform(workflow.resume, tenant.owner, { name: "old" });
  await expect(resume).rejects.toMatchObject({ code: "workflow_archived" });
  await perform(workflow.unarchive, tenant.owner, { name: "old" });
  expect((await start("old")).status).toBe("completed");
});

test("who may only work in a workspace changes none of it", async () => {
  await put("guarded");
  const member = await makeMember(tenant);
  for (const verb of [workflow.pause, workflow.archive, workflow.publish, workflow.discardDraft]) {
    const change = perform(verb as typeof workflow.pause, member, { name: "guarded" });
    await expect(change).rejects.toMatchObject({ kind: "Forbidden" });
  }
});
