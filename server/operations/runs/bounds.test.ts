import { describe, expect, test } from "vitest";
import { json } from "@/server/connectors/testing/receiver";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testRuns } from "@/server/testing/runs";

const { run, task, workflow, deadLetter } = operations;
const { here, routes, put, start, look, reaches, asked } = testRuns();

const end = { kind: "end" };
const wait = { kind: "wait", signal: "go", next: "done" };
const ask = { kind: "task", title: "Q", form: { fields: {} }, assignTo: { team: "l1" } };

describe("a run's timeout", () => {
  test("is the one that it was started with, whatever its definition says", async () => {
    await put("slow", "wait", { wait, done: end }, { timeout: "10h" });
    const { id, timeout } = await start("slow", {}, { timeout: "300ms" });
    expect(timeout).toBe("300ms");
    await reaches(id, "failed");
    expect((await look(id)).error).toMatchObject({ code: "run_timeout" });
    await put("quick", "wait", { wait, done: end }, { timeout: "300ms" });
    const patient = await start("quick", {}, { timeout: "10h" });
    const hasty = await start("quick");
    await reaches(hasty.id, "failed");
    expect((await look(patient.id)).status).toBe("waiting");
  });

  test("does not count the time in which people are waited for", async () => {
    await put("asks", "ask", { ask: { ...ask, next: "wait" }, wait, done: end });
    await put("waits", "wait", { wait, done: end });
    const { id, waitingFor } = await start("asks", {}, { timeout: "300ms" });
    const other = await start("waits", {}, { timeout: "300ms" });
    // Started later with the same time, and over.
    await reaches(other.id, "failed");
    expect((await look(id)).status).toBe("waiting");
    await perform(task.complete, here.bot, { taskId: waitingFor[0]?.taskId, formData: {} });
    await reaches(id, "failed");
    expect((await look(id)).error).toMatchObject({ code: "run_timeout" });
  });
});

describe("a workflow that starts another", () => {
  test("fails with too_deep, up to the first run, when it starts itself for ever", async () => {
    await put("circle", "again", {
      again: { kind: "workflow", workflow: "circle", next: "done" },
      done: end,
    });
    const { id } = await start("circle");
    await reaches(id, "failed");
    expect((await look(id)).error).toMatchObject({
      code: "too_deep",
      message: expect.stringContaining("at most 10 deep"),
    });
    const { data } = await perform(run.list, here.bot, { workflow: "circle", limit: 100 });
    expect(data.map(({ status }) => status)).toEqual(Array(11).fill("failed"));
  });

  test("is stuck with a clear error while the other is paused, and goes on when tried again later", async () => {
    await put("child", "done", { done: end });
    await put("parent", "run", { run: { kind: "workflow", workflow: "child", next: "done" }, done: end });
    await perform(workflow.pause, here.bot, { name: "child" });
    const { id, status, waitingFor } = await start("parent");
    expect({ status, waitingFor }).toMatchObject({
      status: "stuck",
      waitingFor: [{ error: { code: "workflow_paused" } }],
    });
    await perform(workflow.resume, here.bot, { name: "child" });
    await perform(run.retry, here.bot, { runId: id, key: "run#1" });
    await reaches(id, "completed");
  });

  test("does not wait for a limit with it: the child begins at once, and is counted", async () => {
    await put("narrow", "wait", { wait, done: end });
    await perform(workflow.update, here.bot, { name: "narrow", concurrency: 1 });
    await put("over", "run", { run: { kind: "workflow", workflow: "narrow", next: "done" }, done: end });
    const first = await start("narrow");
    const { id } = await start("over");
    const children = async () =>
      (await perform(run.list, here.bot, { workflow: "narrow" })).data.map(({ status }) => status);
    expect(await children()).toEqual(["waiting", "waiting"]);
    const outside = await start("narrow");
    expect(outside.status).toBe("queued");
    for (const { id: runId } of (await perform(run.list, here.bot, { workflow: "narrow" })).data)
      if (runId !== outside.id) await perform(run.signal, here.bot, { runId, name: "go" });
    await reaches(first.id, "completed");
    await reaches(id, "completed");
    await reaches(outside.id, "waiting");
  });
});

test("what a receiver asks for by Retry-After is waited for, though the step would retry sooner", async () => {
  routes["/later"] = (response) => {
    if (asked("/later").length > 1) return json(response, 200, {});
    response.setHeader("retry-after", "2");
    return json(response, 429, {});
  };
  const retry = { attempts: 2, delay: "10ms", jitter: false };
  const call = { kind: "http", method: "GET", url: `${here.receiver.url}/later`, retry, next: "done" };
  await put("later", "call", { call, done: end });
  const { id } = await start("later");
  await reaches(id, "completed");
  const { visits } = await perform(run.timeline, here.bot, { runId: id });
  const rest = visits[0]?.spans.find(({ what }) => what === "backoff");
  const lasted = Date.parse(`${rest?.to}`) - Date.parse(`${rest?.from}`);
  expect(lasted).toBeGreaterThanOrEqual(2_000);
});

test("a stuck decision is listed with its ways, and skipped along one of them", async () => {
  const pick = { kind: "decide", rules: [{ when: "input.nope", next: "yes" }], otherwise: "no" };
  await put("torn", "pick", { pick, yes: { ...end, output: "yes" }, no: { ...end, output: "no" } });
  const { id, waitingFor } = await start("torn");
  expect(waitingFor).toMatchObject([{ for: "decision", ways: ["yes", "no"] }]);
  const { data } = await perform(deadLetter.list, here.bot, { workflow: "torn" });
  expect(data).toMatchObject([{ ways: ["yes", "no"] }]);
  const skip = (more: object) => perform(run.skip, here.bot, { runId: id, key: "pick#1", ...more });
  await expect(skip({})).rejects.toMatchObject({ code: "no_way_on" });
  await expect(skip({ next: "elsewhere" })).rejects.toMatchObject({ errors: [{ path: "next" }] });
  expect(await skip({ next: "yes" })).toMatchObject({ status: "completed", output: "yes" });
});

test("a run again has the input and options of the first, begun or not, and meets the same limits", async () => {
  await put("again", "wait", { wait, done: end });
  const said = { input: { n: 1 }, tags: ["a"], priority: "high", timeout: "1h", correlationKey: "k" };
  const first = await start("again", {}, said);
  const rerun = (runId: string) => perform(run.rerun, here.bot, { runId });
  const { created: _one, ...options } = { ...said, created: true };
  expect(await rerun(first.id)).toMatchObject({ ...options, origin: { runId: first.id, seq: null } });
  const later = await start("again", {}, { ...said, startAt: "2999-01-01T00:00:00Z" });
  expect(await rerun(later.id)).toMatchObject({ ...options, status: "waiting" });
  await perform(workflow.update, here.bot, { name: "again", concurrency: 1 });
  expect(await rerun(first.id)).toMatchObject({ status: "queued", heldFor: "workflow_limit" });
  const fork = await perform(run.fork, here.bot, { runId: first.id, seq: 1 });
  expect(fork).toMatchObject({ ...options, status: "waiting" });
});
