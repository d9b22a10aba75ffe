import { expect, test } from "vitest";
import { json } from "@/server/connectors/testing/receiver";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testRuns } from "@/server/testing/runs";

const { run, task, deadLetter } = operations;
const { here, routes, put, start, look, reaches, asked } = testRuns();

const call = (path: string, more: object = {}) => ({
  kind: "http",
  method: "POST",
  url: `${here.receiver.url}${path}`,
  body: { n: "${input.?n}" },
  next: "done",
  ...more,
});
const done = { kind: "end", output: "${steps.call.output.body}" };
const end = { kind: "end" };

test("a call whose attempts are spent leaves its run stuck, listed with error, input and attempts", async () => {
  routes["/down"] = (response) => json(response, 503, {});
  await put("down", "call", { call: call("/down", { retry: { attempts: 2, delay: "20ms" } }), done });
  const { id } = await start("down", { n: 1 });
  await reaches(id, "stuck");
  const { data } = await perform(deadLetter.list, here.bot, { workflow: "down" });
  expect(data).toMatchObject([
    {
      runId: id,
      step: "call",
      kind: "http",
      attempts: 2,
      error: { code: "http_status" },
      input: { body: { n: 1 } },
    },
  ]);
  expect((await look(id)).waitingFor).toMatchObject([{ for: "decision", key: "call#1" }]);
});

test("tried again as it is, the same request goes out under the same key; edited, under another", async () => {
  routes["/fix"] = (response, { body }) =>
    JSON.parse(body).n === 2 ? json(response, 200, { fixed: true }) : json(response, 400, {});
  await put("fix", "call", { call: call("/fix"), done });
  const { id } = await start("fix", { n: 1 });
  await reaches(id, "stuck");
  await perform(run.retry, here.bot, { runId: id, key: "call#1" });
  await expect.poll(() => asked("/fix").length).toBe(2);
  await reaches(id, "stuck");
  await perform(run.retry, here.bot, { runId: id, key: "call#1", input: { body: { n: 2 } } });
  await reaches(id, "completed");
  expect((await look(id)).output).toEqual({ fixed: true });
  expect(asked("/fix").map(({ headers }) => headers["idempotency-key"])).toEqual([
    `${id}/call/1`,
    `${id}/call/1`,
    `${id}/call/1/edit-1`,
  ]);
});

test("skipped, the run goes on with the output that a person gave; failed, it fails with the step's failure", async () => {
  routes["/never"] = (response) => json(response, 400, {});
  await put("never", "call", { call: call("/never"), done: { kind: "end", output: "${steps.call.output}" } });
  const skipped = (await start("never")).id;
  const failed = (await start("never")).id;
  await reaches(skipped, "stuck");
  await reaches(failed, "stuck");
  expect(
    await perform(run.skip, here.bot, { runId: skipped, key: "call#1", output: { by: "hand" } }),
  ).toMatchObject({
    status: "completed",
    output: { by: "hand" },
  });
  expect(await perform(run.fail, here.bot, { runId: failed, key: "call#1" })).toMatchObject({
    status: "failed",
    error: { code: "http_status", step: "call" },
  });
  await expect(perform(run.retry, here.bot, { runId: failed, key: "call#1" })).rejects.toMatchObject({
    code: "run_ended",
  });
});

test("a decision about a step that is not stuck, or not there, is refused in words", async () => {
  await put("fine", "wait", { wait: { kind: "wait", signal: "go", next: "done" }, done: end });
  const { id } = await start("fine");
  await expect(perform(run.skip, here.bot, { runId: id, key: "wait#1" })).rejects.toMatchObject({
    code: "step_not_stuck",
  });
  await expect(perform(run.retry, here.bot, { runId: id, key: "nope#1" })).rejects.toMatchObject({
    kind: "NotFound",
  });
  await expect(perform(run.resume, here.bot, { runId: id })).rejects.toMatchObject({
    code: "run_not_paused",
  });
});

test("a task for a team that does not exist is opened once a person names another", async () => {
  const ask = { kind: "task", title: "Q", form: { fields: {} }, assignTo: { team: "gone" }, next: "done" };
  await put("gone", "ask", { ask, done: { kind: "end" } });
  const { id, status } = await start("gone");
  expect(status).toBe("stuck");
  const again = await perform(run.retry, here.bot, {
    runId: id,
    key: "ask#1",
    input: { assignTo: { team: "l1" } },
  });
  expect(again).toMatchObject({ status: "waiting", waitingFor: [{ for: "task", key: "ask#2" }] });
  await perform(task.complete, here.bot, { taskId: again.waitingFor[0]?.taskId, formData: {} });
  await reaches(id, "completed");
});

test("many stuck steps are decided at once", async () => {
  routes["/many"] = (response) => json(response, 400, {});
  await put("many", "call", { call: call("/many"), done });
  const ids = await Promise.all([1, 2, 3].map(async () => (await start("many")).id));
  for (const id of ids) await reaches(id, "stuck");
  const { results } = await perform(deadLetter.resolve, here.bot, {
    action: "skip",
    workflow: "many",
    output: { body: 7 },
  });
  expect(results.map(({ runId, done }) => [runId, done]).sort()).toEqual(ids.map((id) => [id, true]).sort());
  for (const id of ids) expect((await look(id)).status).toBe("completed");
  expect((await perform(deadLetter.list, here.bot, { workflow: "many" })).data).toEqual([]);
});

test("while a run is paused nothing new is entered; what came meanwhile is applied when it is resumed", async () => {
  await put("paused", "one", {
    one: { kind: "wait", signal: "first", next: "two" },
    two: { kind: "wait", signal: "second", correlate: "${input.order}", next: "done" },
    done: { kind: "end", output: "${steps.two.output}" },
  });
  const { id } = await start("paused", { order: "o-1" });
  await perform(run.pause, here.bot, { runId: id });
  await perform(run.signal, here.bot, { runId: id, name: "first" });
  await perform(run.signal, here.bot, { runId: id, name: "second", correlation: "o-2", data: "another's" });
  await perform(run.signal, here.bot, { runId: id, name: "second", correlation: "o-1", data: "ours" });
  expect(await look(id)).toMatchObject({ paused: true, waitingFor: [{ step: "one" }] });
  expect(await perform(run.resume, here.bot, { runId: id })).toMatchObject({
    status: "completed",
    output: "ours",
  });
});

test("a run that fails undoes what it has completed, last first, and then ends", async () => {
  routes["/book"] = (response, { body }) => json(response, 200, { booked: JSON.parse(body).what });
  routes["/unbook"] = (response) => json(response, 200, {});
  const book = (what: string, next: string) => ({
    ...call("/book", { body: { what }, next }),
    compensate: `undo_${what}`,
  });
  const undo = (what: string) =>
    call("/unbook", { body: { what: `\${steps.${what}.output.body.booked}` }, next: "@join" });
  await put("trip", "flight", {
    flight: book("flight", "hotel"),
    hotel: book("hotel", "no"),
    undo_flight: undo("flight"),
    undo_hotel: undo("hotel"),
    no: { kind: "fail", error: "No car", code: "no_car" },
  });
  const { id } = await start("trip");
  await reaches(id, "failed");
  expect(asked("/unbook").map(({ body }) => JSON.parse(body).what)).toEqual(["hotel", "flight"]);
  expect((await look(id)).error).toMatchObject({ code: "no_car" });
});

test("a run can be looked at as it was, run again, and forked from there with another input", async () => {
  await put("past", "wait", {
    wait: { kind: "wait", signal: "go", next: "done" },
    done: { kind: "end", output: { n: "${input.n}", data: "${steps.wait.output}" } },
  });
  const { id } = await start("past", { n: 1 });
  await perform(run.signal, here.bot, { runId: id, name: "go", data: "a" });
  const before = await perform(run.at, here.bot, { runId: id, seq: 1 });
  expect(before).toMatchObject({ status: "waiting", waitingFor: [{ step: "wait", for: "signal" }] });
  await expect(perform(run.at, here.bot, { runId: id, seq: 99 })).rejects.toMatchObject({ kind: "NotFound" });
  const forked = await perform(run.fork, here.bot, { runId: id, seq: 1, input: { n: 2 } });
  expect(forked).toMatchObject({ status: "waiting", origin: { runId: id, seq: 1 } });
  await perform(run.signal, here.bot, { runId: forked.id, name: "go", data: "b" });
  expect((await look(forked.id)).output).toEqual({ n: 2, data: "b" });
  await expect(perform(run.fork, here.bot, { runId: id, seq: 2 })).rejects.toMatchObject({
    code: "run_ended",
  });
  const again = await perform(run.rerun, here.bot, { runId: id });
  expect(again).toMatchObject({ status: "waiting", input: { n: 1 }, origin: { runId: id, seq: null } });
});

test("a run that takes longer than its definition allows fails with run_timeout", async () => {
  await put(
    "slow",
    "wait",
    { wait: { kind: "wait", signal: "never", next: "done" }, done: end },
    { timeout: "200ms" },
  );
  const { id } = await start("slow");
  await reaches(id, "failed");
  expect((await look(id)).error?.code).toBe("run_timeout");
});
