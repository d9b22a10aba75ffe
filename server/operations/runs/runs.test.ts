import { eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { runEvents } from "@/db/schema/runs";
import { withSystem } from "@/db/tenancy";
import { json } from "@/server/connectors/testing/receiver";
import { checkDefinition } from "@/server/engine/core/definition";
import { replay } from "@/server/engine/core/replay";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testRuns } from "@/server/testing/runs";

const { run, task, workflow, conversation } = operations;
const { here, routes, put, start, look, asked } = testRuns();

const end = { kind: "end", output: "${steps}" };
const settled = (runId: string) =>
  expect.poll(async () => (await look(runId)).endedAt, { timeout: 20_000 }).not.toBeNull();

test("a definition put again is the same version, a changed one is the next", async () => {
  const steps = { done: { kind: "end", output: 1 } };
  expect(await put("versions", "done", steps)).toMatchObject({ version: 1, created: true });
  expect(await put("versions", "done", steps)).toMatchObject({ version: 1, created: false });
  expect(await put("versions", "done", { done: { kind: "end", output: 2 } })).toMatchObject({
    version: 2,
    created: true,
  });
  expect((await start("versions")).output).toBe(2);
  expect((await start("versions", {}, { version: 1 })).output).toBe(1);
});

test("every problem of a definition is listed with its path, and nothing is published", async () => {
  const wrong = put("wrong", "nowhere", {
    a: { kind: "decide", rules: [{ when: "1 +", next: "b" }], otherwise: "zzz" },
    b: { kind: "delay", for: "soon", next: "a" },
  });
  await expect(wrong).rejects.toMatchObject({ kind: "Invalid", code: "definition_invalid" });
  const { errors } = await wrong.catch((error) => error);
  const paths = errors.map((e: { path: string }) => e.path);
  expect(paths).toEqual(expect.arrayContaining(["start", "steps.a.otherwise", "steps.b.for"]));
  await expect(perform(workflow.get, here.bot, { name: "wrong" })).rejects.toMatchObject({
    kind: "NotFound",
  });
});

test("an input that does not fit names its fields and starts nothing", async () => {
  const input = { type: "object", required: ["n"], properties: { n: { type: "number" } } };
  await put("typed", "done", { done: end }, { input });
  await expect(start("typed", { n: "one" })).rejects.toMatchObject({
    code: "run_input_invalid",
    errors: [{ path: "input.n" }],
  });
  await expect(start("typed")).rejects.toMatchObject({ errors: [{ path: "input.n" }] });
  expect((await perform(run.list, here.bot, { workflow: "typed" })).data).toEqual([]);
});

test("a signal that comes before its wait is kept and used", async () => {
  await put("signals", "pause", {
    pause: { kind: "wait", signal: "first", next: "then" },
    // biome-ignore lint/suspicious/noThenProperty: a step may have any name
    then: { kind: "wait", signal: "second", next: "done" },
    done: { kind: "end", output: { first: "${steps.pause.output}", second: "${steps.then.output}" } },
  });
  const { id } = await start("signals");
  await perform(run.signal, here.bot, { runId: id, name: "second", data: { n: 2 } });
  expect((await look(id)).waitingFor).toMatchObject([{ for: "signal", signal: "first" }]);
  await perform(run.signal, here.bot, { runId: id, name: "first", data: 1 });
  expect(await look(id)).toMatchObject({ status: "completed", output: { first: 1, second: { n: 2 } } });
  await expect(perform(run.signal, here.bot, { runId: id, name: "late" })).rejects.toMatchObject({
    code: "run_ended",
  });
});

test("cancelling closes the run's open task and tells its timeline why", async () => {
  await put("cancelled", "ask", {
    ask: {
      kind: "task",
      title: "Q",
      form: { fields: {} },
      assignTo: { team: "l1" },
      sla: { expireAfter: "1h" },
      next: "done",
    },
    done: end,
  });
  const { id, waitingFor } = await start("cancelled");
  const taskId = String(waitingFor[0]?.taskId);
  const over = await perform(run.cancel, here.bot, { runId: id, reason: "Asked by mistake" });
  expect(over).toMatchObject({ status: "cancelled", waitingFor: [] });
  const closed = await perform(task.get, here.bot, { taskId });
  expect(closed).toMatchObject({ status: "cancelled", deadlines: [] });
  await expect(perform(task.complete, here.bot, { taskId, formData: {} })).rejects.toMatchObject({
    code: "task_cancelled",
  });
  expect((await perform(run.cancel, here.bot, { runId: id })).status).toBe("cancelled");
});

test("publishing says which teams are not there, and publishes all the same", async () => {
  const ask = { kind: "task", title: "Q", form: { fields: {} }, assignTo: { team: "nobody" }, next: "done" };
  expect((await put("warned", "ask", { ask, done: end })).warnings).toMatchObject([
    { path: "steps.ask.assignTo.team" },
  ]);
});

test("a step that asks a team which does not exist fails the way its definition says", async () => {
  const ask = { kind: "task", title: "Q", form: { fields: {} }, assignTo: { team: "nobody" }, next: "done" };
  await put("nobody", "ask", {
    ask: { ...ask, onError: "sorry" },
    done: end,
    sorry: { kind: "end", output: "${error.code}" },
  });
  expect(await start("nobody")).toMatchObject({ status: "completed", output: "unknown_assignee" });
  await put("nobody-stuck", "ask", { ask, done: end });
  expect(await start("nobody-stuck")).toMatchObject({
    status: "stuck",
    waitingFor: [{ for: "decision", step: "ask", error: { code: "unknown_assignee" } }],
  });
});

test("a message goes to its conversation once; a conversation that does not exist fails the step", async () => {
  await put("says", "say", {
    say: { kind: "message", role: "assistant", content: "Hello ${input.name}", next: "done" },
    done: { kind: "end" },
  });
  const talk = await perform(conversation.create, here.bot, { channel: "web", participant: { id: "p" } });
  await start("says", { name: "Ana", conversationId: talk.id });
  const { messages } = await perform(conversation.get, here.bot, { conversationId: talk.id });
  expect(messages.map((m) => m.content)).toEqual(["Hello Ana"]);
  expect(await start("says", { name: "Ben", conversationId: "nope" })).toMatchObject({
    status: "stuck",
    waitingFor: [{ for: "decision", step: "say" }],
  });
});

test("an http step calls once under its key, tries again after a 503, and gives its answer", async () => {
  routes["/api"] = (response, request) =>
    asked("/api").length === 1
      ? json(response, 503, {})
      : json(response, 200, { echo: JSON.parse(request.body) });
  await put("calls", "call", {
    call: {
      kind: "http",
      method: "POST",
      url: `${here.receiver.url}/api`,
      body: { n: "${input.n}" },
      retry: { attempts: 3, delay: "50ms" },
      next: "done",
    },
    done: { kind: "end", output: "${steps.call.output.body}" },
  });
  const { id } = await start("calls", { n: 7 });
  await settled(id);
  expect(await look(id)).toMatchObject({ status: "completed", output: { echo: { n: 7 } } });
  expect(asked("/api").map((request) => request.headers["idempotency-key"])).toEqual([
    `${id}/call/1`,
    `${id}/call/1`,
  ]);
});

test("the end of a run is told to its callback, signed so that the bot can verify it", async () => {
  routes["/callback"] = (response) => response.writeHead(204).end();
  await put("tells", "done", { done: { kind: "end", output: { answer: 42 } } });
  const { id } = await start("tells", {}, { callbackUrl: `${here.receiver.url}/callback` });
  await expect.poll(() => asked("/callback").length, { timeout: 20_000 }).toBe(1);
  const { secret } = await perform(operations.tenant.signingSecret, here.tenant.owner, {});
  const payload = new Webhook(secret).verify(
    asked("/callback")[0]?.body ?? "",
    asked("/callback")[0]?.headers ?? {},
  );
  expect(payload).toMatchObject({
    type: "run.completed",
    data: { runId: id, status: "completed", output: { answer: 42 } },
  });
  await expect
    .poll(async () => (await look(id)).callbacks)
    .toMatchObject([{ status: "delivered", attempts: 1, lastStatus: 204 }]);
});

test("a delay ends by itself, and what was kept replays to the state that it has", async () => {
  await put("waits", "nap", {
    nap: { kind: "delay", for: "300ms", next: "done" },
    done: { kind: "end", output: "awake" },
  });
  const { id, waitingFor } = await start("waits");
  expect(waitingFor).toMatchObject([{ for: "time", step: "nap" }]);
  await settled(id);
  const { definition } = await perform(workflow.get, here.bot, { name: "waits" });
  const checked = checkDefinition(definition);
  const events = await withSystem("test", (tx) =>
    tx.select().from(runEvents).where(eq(runEvents.runId, id)).orderBy(sql`seq`),
  );
  if (!checked.ok) throw new Error("the definition is wrong");
  const state = replay(
    checked.definition,
    events.map((row) => row.event),
  );
  expect(state).toMatchObject({ status: "completed", output: "awake" });
});

test("history comes in pages, and shows events as they were applied", async () => {
  const { id } = await start("versions");
  const first = await perform(run.history, here.bot, { runId: id, limit: 1 });
  expect(first.data).toMatchObject([{ seq: 1, type: "run.started" }]);
  expect(first.nextCursor).toBeNull();
});

test("a hundred starts at once with one key start one run", async () => {
  const report = Array.from({ length: 100 }, () => ({}) as { replayed?: boolean });
  const started = await Promise.allSettled(
    report.map((r) =>
      perform(run.start, here.bot, { workflow: "signals" }, { idempotencyKey: "same", report: r }),
    ),
  );
  const ids = new Set(started.flatMap((one) => (one.status === "fulfilled" ? [one.value.id] : [])));
  expect(ids.size).toBe(1);
  for (const one of started) {
    if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "request_in_flight" });
  }
  await expect(
    perform(run.start, here.bot, { workflow: "signals", input: { other: 1 } }, { idempotencyKey: "same" }),
  ).rejects.toMatchObject({ code: "idempotency_key_reused" });
});
