import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type MadeTenant, makeTenant } from "@/db/factories";
import { runs } from "@/db/schema/runs";
import { withSystem } from "@/db/tenancy";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { run, task, workflow, signal } = operations;

let tenant: MadeTenant;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker.stop());
beforeEach(async () => {
  tenant = await makeTenant();
  await put("echo", { done: { kind: "end", output: "${input}" } }, "done");
  await put(
    "waits",
    {
      wait: { kind: "wait", signal: "go", next: "done" },
      done: { kind: "end", output: "${steps.wait.output}" },
    },
    "wait",
  );
});

const put = (name: string, steps: object, start: string) =>
  perform(workflow.put, tenant.owner, { name, title: name, start, steps });
const start = (name: string, more: object = {}) =>
  perform(run.start, tenant.owner, { workflow: name, ...more });
const look = (runId: string) => perform(run.get, tenant.owner, { runId });
const go = (runId: string) => perform(run.signal, tenant.owner, { runId, name: "go" });
const statusOf = async (runId: string) => (await look(runId)).status;
const becomes = (runId: string, status: string) =>
  expect.poll(() => statusOf(runId), { timeout: 20_000 }).toBe(status);
const limit = (limits: object) => perform(operations.tenant.updateLimits, tenant.owner, limits);

describe("an idempotencyKey", () => {
  test("gives the same run again, to a hundred at once", async () => {
    const started = await Promise.all(
      Array.from({ length: 100 }, () => start("waits", { idempotencyKey: "order-1", input: { n: 1 } })),
    );
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect(started.filter(({ created }) => created)).toHaveLength(1);
  });

  test("is refused for another start, and is each workspace's own", async () => {
    const { id } = await start("waits", { idempotencyKey: "k" });
    const other = start("waits", { idempotencyKey: "k", input: { n: 2 } });
    await expect(other).rejects.toMatchObject({ code: "idempotency_key_reused", details: { runId: id } });
    await perform(workflow.pause, tenant.owner, { name: "waits" });
    expect(await start("waits", { idempotencyKey: "k" })).toMatchObject({ id, created: false });
  });
});

describe("a run that starts later", () => {
  const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

  test("is scheduled until its time, then begins with what it was given", async () => {
    const startAt = new Date(Date.now() + 1_500).toISOString();
    const made = await start("echo", { input: { n: 1 }, startAt, timeout: "90m" });
    expect(made).toMatchObject({
      status: "scheduled",
      heldFor: "time",
      startAt,
      input: { n: 1 },
      timeout: "1h30m",
      waitingFor: [],
      steps: [],
    });
    await becomes(made.id, "completed");
    expect(await look(made.id)).toMatchObject({ output: { n: 1 }, heldFor: null });
  });

  test("takes no signal before, can be cancelled, and never begins then", async () => {
    const { id } = await start("waits", { startAt: tomorrow() });
    await expect(go(id)).rejects.toMatchObject({ kind: "Conflict", code: "run_not_started" });
    const cancelled = await perform(run.cancel, tenant.owner, { runId: id, reason: "Not any more" });
    expect(cancelled).toMatchObject({ status: "cancelled", error: { message: "Not any more" }, input: {} });
    expect((await perform(run.cancel, tenant.owner, { runId: id })).status).toBe("cancelled");
    await expect(go(id)).rejects.toMatchObject({ code: "run_ended" });
    expect((await perform(run.history, tenant.owner, { runId: id })).data).toEqual([]);
    await withSystem("test", (tx) =>
      tx.update(runs).set({ startAt: sql`now() - interval '1 hour'` }).where(eq(runs.id, id)),
    );
    const later = await start("echo", { startAt: new Date(Date.now() + 1_000).toISOString() });
    await becomes(later.id, "completed");
    expect(await statusOf(id)).toBe("cancelled");
  });

  test("begins at once when its time has passed", async () => {
    expect(await start("echo", { startAt: "2020-01-01T00:00:00+02:00" })).toMatchObject({
      status: "completed",
    });
  });
});

test("runs are found by all of their tags, and by their correlation key", async () => {
  const both = await start("echo", { tags: ["vip", "eu"], correlationKey: "c-1", priority: "high" });
  await start("echo", { tags: ["vip"] });
  const ids = async (filter: object) =>
    (await perform(run.list, tenant.owner, filter)).data.map(({ id }) => id);
  expect(await ids({ tags: "vip,eu" })).toEqual([both.id]);
  expect(await ids({ tags: ["vip"] })).toHaveLength(2);
  expect(await ids({ tags: "us" })).toEqual([]);
  expect(await look(both.id)).toMatchObject({ tags: ["vip", "eu"], priority: "high" });
});

describe("a workflow's limit", () => {
  test("queues what is past it, and lets it begin in turn, the urgent first, never more at once", async () => {
    await perform(workflow.update, tenant.owner, { name: "waits", concurrency: 2 });
    const first = [await start("waits"), await start("waits")];
    const low = await start("waits", { priority: "low" });
    const normal = await start("waits");
    const high = await start("waits", { priority: "high" });
    expect(first.map(({ status }) => status)).toEqual(["waiting", "waiting"]);
    expect([low, normal, high].map((made) => [made.status, made.heldFor])).toEqual(
      Array(3).fill(["queued", "workflow_limit"]),
    );
    await go(first[0]?.id ?? "");
    await becomes(high.id, "waiting");
    expect([await statusOf(normal.id), await statusOf(low.id)]).toEqual(["queued", "queued"]);
    await go(high.id);
    await becomes(normal.id, "waiting");
    expect(await statusOf(low.id)).toBe("queued");
    await perform(workflow.update, tenant.owner, { name: "waits", concurrency: null });
    await becomes(low.id, "waiting");
  });

  test("holds against a crowd: forty at once, three under way, and all come to their end", async () => {
    await put("short", { nap: { kind: "delay", for: "50ms", next: "done" }, done: { kind: "end" } }, "nap");
    await perform(workflow.update, tenant.owner, { name: "short", concurrency: 3 });
    const started = await Promise.all(Array.from({ length: 40 }, () => start("short")));
    expect(started.filter(({ status }) => status !== "queued")).toHaveLength(3);
    let most = 0;
    await expect
      .poll(
        async () => {
          const { data } = await perform(run.list, tenant.owner, { workflow: "short", limit: 200 });
          const underWay = data.filter(({ status }) => status === "running" || status === "waiting").length;
          most = Math.max(most, underWay);
          return data.filter(({ status }) => status === "completed").length;
        },
        { timeout: 25_000, interval: 20 },
      )
      .toBe(40);
    expect(most).toBeLessThanOrEqual(3);
  });
});

test("a workspace's limit counts all its workflows, and one that is full keeps no other waiting", async () => {
  await limit({ maxConcurrentWorkflows: 3 });
  await put("other", { wait: { kind: "wait", signal: "go", next: "done" }, done: { kind: "end" } }, "wait");
  await perform(workflow.update, tenant.owner, { name: "waits", concurrency: 1 });
  const one = await start("waits");
  const queued = await start("waits");
  expect(queued.heldFor).toBe("workflow_limit");
  const others = [await start("other"), await start("other")];
  await becomes(others[0]?.id ?? "", "waiting");
  await becomes(others[1]?.id ?? "", "waiting");
  const third = await start("other");
  await expect.poll(async () => (await look(third.id)).heldFor).toBe("workspace_limit");
  await go(others[0]?.id ?? "");
  await becomes(third.id, "waiting");
  expect(await statusOf(queued.id)).toBe("queued");
  await go(one.id);
  await becomes(queued.id, "waiting");
});

test("tasks past the day's limit are refused, and fail the step that asks for one", async () => {
  await limit({ maxTasksPerDay: 5 });
  const open = () => perform(task.create, tenant.owner, { title: "T", form: { fields: {} } });
  const opened = await Promise.allSettled(Array.from({ length: 10 }, open));
  expect(opened.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  await expect(open()).rejects.toMatchObject({ kind: "TooMany", code: "task_limit_reached" });
  const ask = { kind: "task", title: "Q", form: { fields: {} }, assignTo: { team: "any" }, next: "done" };
  await put("asks", { ask, done: { kind: "end" } }, "ask");
  expect(await start("asks")).toMatchObject({
    status: "stuck",
    waitingFor: [{ for: "decision", error: { code: "task_limit_reached", step: "ask" } }],
  });
});

describe("a signal to many", () => {
  test("reaches every run with its key, once, and nobody else's", async () => {
    const made = await Promise.all(
      Array.from({ length: 30 }, () => start("waits", { correlationKey: "order-7" })),
    );
    const other = await start("waits", { correlationKey: "order-8" });
    const late = await start("waits", { correlationKey: "order-7", startAt: "2999-01-01T00:00:00Z" });
    const over = await start("waits", { correlationKey: "order-7" });
    await go(over.id);
    const stranger = await makeTenant();
    const nothing = { name: "go", correlation: "order-7", data: { by: "stranger" } };
    expect(await perform(signal.send, stranger.owner, nothing)).toMatchObject({ runs: 0 });
    const data = { by: "us" };
    const sent = await perform(signal.send, tenant.owner, { name: "go", correlation: "order-7", data });
    expect(sent.runs).toBe(30);
    for (const { id } of made) await becomes(id, "completed");
    for (const { id } of made) expect((await look(id)).output).toEqual(data);
    expect([await statusOf(other.id), await statusOf(late.id)]).toEqual(["waiting", "scheduled"]);
  });

  test("can be for one workflow's runs alone", async () => {
    await put("too", { wait: { kind: "wait", signal: "go", next: "done" }, done: { kind: "end" } }, "wait");
    const one = await start("waits", { correlationKey: "x" });
    const two = await start("too", { correlationKey: "x" });
    const filter = { name: "go", correlation: "x", workflow: "too" };
    expect(await perform(signal.send, tenant.owner, filter)).toMatchObject({ runs: 1 });
    await becomes(two.id, "completed");
    expect(await statusOf(one.id)).toBe("waiting");
  });
});
