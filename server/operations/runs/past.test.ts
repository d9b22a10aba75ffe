import { expect, test } from "vitest";
import { json } from "@/server/connectors/testing/receiver";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testRuns } from "@/server/testing/runs";

const { run } = operations;
const { here, routes, put, start, asked } = testRuns();

test("a run is shown as it was after any of its events, and as it is after the last", async () => {
  await put("past", "first", {
    first: { kind: "wait", signal: "one", next: "second" },
    second: { kind: "wait", signal: "two", next: "done" },
    done: { kind: "end", output: "${steps.first.output}" },
  });
  const { id } = await start("past");
  await perform(run.signal, here.bot, { runId: id, name: "one", data: 1 });
  await perform(run.signal, here.bot, { runId: id, name: "two", data: 2 });
  const at = (seq: number) => perform(run.at, here.bot, { runId: id, seq });
  expect(await at(1)).toMatchObject({ status: "waiting", waitingFor: [{ key: "first#1", signal: "one" }] });
  expect(await at(2)).toMatchObject({ waitingFor: [{ key: "second#1", signal: "two" }], output: null });
  const { status, output, steps } = await perform(run.get, here.bot, { runId: id });
  expect(await at(3)).toMatchObject({ type: "signal.received", status, output, steps, waitingFor: [] });
  await expect(at(4)).rejects.toMatchObject({ kind: "NotFound" });
});

test("the timeline of a call that was tried again shows each attempt and the pause between", async () => {
  routes["/call"] = (response) =>
    asked("/call").length === 1 ? json(response, 503, {}) : json(response, 200, { ok: true });
  await put("calls", "call", {
    call: {
      kind: "http",
      method: "GET",
      url: `${here.receiver.url}/call`,
      retry: { attempts: 2, delay: "50ms" },
      next: "done",
    },
    done: { kind: "end" },
  });
  const { id } = await start("calls");
  const ended = async () => (await perform(run.get, here.bot, { runId: id })).endedAt;
  await expect.poll(ended, { timeout: 20_000 }).not.toBeNull();
  const timeline = await perform(run.timeline, here.bot, { runId: id });
  expect(timeline.visits.map(({ key, from, end }) => [key, from, end])).toEqual([
    ["call#1", null, "done"],
    ["done#1", "call#1", "done"],
  ]);
  expect(timeline.visits[0]?.spans.map(({ what, attempt }) => `${what} ${attempt}`)).toEqual([
    "queue 1",
    "execution 1",
    "backoff 2",
    "queue 2",
    "execution 2",
  ]);
  const visit = await perform(run.visit, here.bot, { runId: id, key: "call#1" });
  expect(visit).toMatchObject({ request: { url: `${here.receiver.url}/call` }, output: { status: 200 } });
  const types = visit.events.map(({ type }) => type);
  expect(types).toEqual(["run.started", "step.failed", "timer.fired", "step.succeeded"]);
  await expect(perform(run.visit, here.bot, { runId: id, key: "none#1" })).rejects.toMatchObject({
    kind: "NotFound",
  });
});

test("a task's visit names the task that it waits for", async () => {
  const ask = { kind: "task", title: "Q", form: { fields: {} }, assignTo: { team: "l1" }, next: "done" };
  await put("asks", "ask", { ask, done: { kind: "end" } });
  const { id, waitingFor } = await start("asks");
  const { visits } = await perform(run.timeline, here.bot, { runId: id });
  expect(visits).toMatchObject([
    { taskId: waitingFor[0]?.taskId, spans: [{ what: "wait", awaits: "task" }] },
  ]);
});

test("runs are found by an end of their id or a part of their workflow's name, and counted alike", async () => {
  await put("found-here", "done", { done: { kind: "end" } });
  const { id } = await start("found-here");
  for (const text of [id, id.slice(0, 18), id.slice(-6), "und-he", "UND-he"]) {
    const { data } = await perform(run.list, here.bot, { text });
    expect(data.map((one) => one.id)).toContain(id);
  }
  expect((await perform(run.list, here.bot, { text: "und%he" })).data).toEqual([]);
  expect(await perform(run.counts, here.bot, { text: "found-here" })).toMatchObject({
    completed: 1,
    waiting: 0,
  });
  expect(await perform(run.counts, here.bot, { workflow: "past" })).toMatchObject({ completed: 1 });
});
