import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { runSubscriptions } from "@/db/schema/runs";
import { withTenant } from "@/db/tenancy";
import { json } from "@/server/connectors/testing/receiver";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testRuns } from "@/server/testing/runs";

const { run, task, tool, memory, notification } = operations;
const { here, routes, put, start, look, reaches } = testRuns();

const ask = { kind: "task", title: "Q", form: { fields: {} }, assignTo: { team: "l1" }, next: "@join" };

test("of two branches the first answer wins, and the other's task is closed with it", async () => {
  await put("race", "both", {
    both: { kind: "parallel", branches: { a: "askA", b: "askB" }, join: "any", next: "done" },
    askA: { ...ask, title: "A" },
    askB: { ...ask, title: "B" },
    done: { kind: "end", output: "${steps.both.output}" },
  });
  const { id, waitingFor } = await start("race");
  const [first, second] = waitingFor.map(({ taskId }) => taskId);
  expect(waitingFor.map(({ key }) => key)).toEqual(["askA#1@both#1.a", "askB#1@both#1.b"]);
  await perform(task.complete, here.bot, { taskId: second, formData: {} });
  const ended = await look(id);
  expect(ended.status).toBe("completed");
  expect(Object.keys(ended.output as object)).toEqual(["b"]);
  expect((await perform(task.get, here.bot, { taskId: first })).status).toBe("cancelled");
});

test("each item is called so many at a time, and the results come in the items' order", async () => {
  let open = 0;
  let most = 0;
  routes["/item"] = async (response, { body }) => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 30));
    open--;
    json(response, 200, { doubled: JSON.parse(body).n * 2 });
  };
  await put("fan", "all", {
    all: {
      kind: "each",
      items: "${input.numbers}",
      as: "number",
      start: "call",
      concurrency: 2,
      output: "${steps.call.output.body.doubled}",
      next: "done",
    },
    call: {
      kind: "http",
      method: "POST",
      url: `${here.receiver.url}/item`,
      body: { n: "${number}" },
      next: "@join",
    },
    done: { kind: "end", output: "${steps.all.output}" },
  });
  const { id } = await start("fan", { numbers: [1, 2, 3, 4, 5] });
  await reaches(id, "completed");
  expect((await look(id)).output).toEqual([2, 4, 6, 8, 10]);
  expect(most).toBeLessThanOrEqual(2);
});

test("a workflow takes the output of the one it starts, and its failure", async () => {
  await put("child", "check", {
    check: { kind: "decide", rules: [{ when: "input.n > 1", next: "good" }], otherwise: "bad" },
    good: { kind: "end", output: { n: "${input.n}" } },
    bad: { kind: "fail", error: "Too small", code: "too_small" },
  });
  await put("parent", "child", {
    child: {
      kind: "workflow",
      workflow: "child",
      input: { n: "${input.n}" },
      next: "done",
      onError: "sorry",
    },
    done: { kind: "end", output: "${steps.child.output}" },
    sorry: { kind: "end", output: "${error.message}" },
  });
  const good = (await start("parent", { n: 2 })).id;
  const bad = (await start("parent", { n: 1 })).id;
  await reaches(good, "completed");
  await reaches(bad, "completed");
  expect((await look(good)).output).toEqual({ n: 2 });
  expect((await look(bad)).output).toContain("Too small");
  const { data } = await perform(run.list, here.bot, { workflow: "child" });
  expect(data.map(({ parent }) => parent?.runId).sort()).toEqual([good, bad].sort());
});

test("cancelling a run cancels the run that it started, and a cancelled one fails the step", async () => {
  await put("long", "wait", {
    wait: { kind: "wait", signal: "go", next: "done" },
    done: { kind: "end" },
  });
  await put("boss", "child", {
    child: { kind: "workflow", workflow: "long", next: "done" },
    done: { kind: "end" },
  });
  const one = await start("boss");
  const childId = String(one.waitingFor[0]?.childRunId);
  expect(await look(childId)).toMatchObject({ parent: { runId: one.id, step: "child" } });
  await perform(run.cancel, here.bot, { runId: one.id });
  await reaches(childId, "cancelled");
  const other = await start("boss");
  await perform(run.cancel, here.bot, { runId: String(other.waitingFor[0]?.childRunId) });
  await reaches(other.id, "stuck");
  expect((await look(other.id)).waitingFor[0]?.error?.code).toBe("child_cancelled");
});

test("workflows that start each other without end are stopped at their depth", async () => {
  await put("deep", "again", {
    again: { kind: "workflow", workflow: "deep", next: "done", onError: "done" },
    done: { kind: "end", output: "${error.?message}" },
  });
  const { id } = await start("deep");
  await reaches(id, "completed");
  const { data } = await perform(run.list, here.bot, { workflow: "deep" });
  expect(data).toHaveLength(11);
});

test("a notice reaches everybody of a team, in the transaction of the run", async () => {
  await put("tells", "tell", {
    tell: { kind: "notify", to: { team: "l1" }, title: "Order ${input.n}", body: "Is late", next: "done" },
    done: { kind: "end", output: "${steps.tell.output.told}" },
  });
  const { id, status, output } = await start("tells", { n: 7 });
  expect({ status, output }).toEqual({ status: "completed", output: 1 });
  const { data } = await perform(notification.list, here.member, {});
  expect(data[0]).toMatchObject({
    kind: "run.notice",
    title: "Order 7",
    body: "Is late",
    path: `/runs/${id}`,
  });
});

test("tools compute, remember and call, and are held to their schema", async () => {
  routes["/orders"] = (response, { path, headers }) =>
    json(response, 200, { path, secret: headers["x-key"] === "hidden" });
  await perform(memory.put, here.bot, { key: "returns", text: "Parcels can be returned within 30 days" });
  await perform(memory.put, here.bot, { key: "hours", text: "We answer from nine to five" });
  const made = await perform(tool.put, here.bot, {
    name: "get_order",
    method: "GET",
    url: `${here.receiver.url}/orders`,
    inputSchema: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
    secretHeaders: { "x-key": "hidden" },
  });
  expect(made.secretHeaders).toEqual(["x-key"]);
  expect(JSON.stringify(await perform(tool.get, here.bot, { name: "get_order" }))).not.toContain("hidden");
  await put("tools", "sum", {
    sum: {
      kind: "tool",
      tool: "calculator",
      input: { expression: "(a + 1) / 2", values: { a: "${input.a}" } },
      next: "ask",
    },
    ask: { kind: "tool", tool: "memory_query", input: { query: "may I return a parcel" }, next: "order" },
    order: { kind: "tool", tool: "get_order", input: { id: "${input.id}" }, next: "done", onError: "wrong" },
    done: {
      kind: "end",
      output: {
        sum: "${steps.sum.output.result}",
        found: "${steps.ask.output.memories[0].key}",
        order: "${steps.order.output}",
      },
    },
    wrong: { kind: "end", output: "${error.code}" },
  });
  const good = (await start("tools", { a: 6, id: "o-1" })).id;
  const bad = (await start("tools", { a: 6, id: 5 })).id;
  await reaches(good, "completed");
  expect((await look(good)).output).toEqual({
    sum: 3.5,
    found: "returns",
    order: { path: "/orders?id=o-1", secret: true },
  });
  await reaches(bad, "completed");
  expect((await look(bad)).output).toBe("invalid_tool_input");
  await perform(tool.delete, here.bot, { name: "get_order" });
  await perform(memory.delete, here.bot, { key: "hours" });
  expect((await perform(memory.list, here.bot, {})).data).toHaveLength(1);
  await expect(
    perform(tool.put, here.bot, { name: "calculator", url: "https://x.test" }),
  ).rejects.toMatchObject({
    code: "tool_built_in",
  });
});

test("of a person, a signal, an event and a time the first wins, and the others are cleared with it", async () => {
  await put("first", "wait", {
    wait: {
      kind: "wait",
      any: [
        { task: { title: "Q", form: { fields: {} }, assignTo: { team: "l1" } } },
        { signal: "paid", correlate: "${input.order}", as: "payment" },
        { event: "order.shipped", when: "event.data.order == input.order", lookback: "1h" },
        { after: "1h" },
      ],
      next: "done",
    },
    done: { kind: "end", output: "${steps.wait.output}" },
  });
  const { id, waitingFor } = await start("first", { order: "o-1" });
  expect(waitingFor.map((wait) => wait.for)).toEqual(["task", "signal", "event", "time"]);
  const subscriptions = () => withTenant(here.tenant.tenantId, (tx) => tx.select().from(runSubscriptions));
  expect(await subscriptions()).toMatchObject([{ runId: id, stepKey: "wait#1!2", event: "order.shipped" }]);
  await perform(run.signal, here.bot, { runId: id, name: "paid", correlation: "o-1", data: 5 });
  expect(await look(id)).toMatchObject({ status: "completed", output: { winner: "payment", data: 5 } });
  expect(await subscriptions()).toEqual([]);
  expect(await perform(task.get, here.bot, { taskId: waitingFor[0]?.taskId })).toMatchObject({
    status: "cancelled",
  });
  const timers = await withTenant(here.tenant.tenantId, (tx) =>
    tx.execute(sql`select 1 from run_timers where run_id = ${id} and fired_at is null`),
  );
  expect([...timers]).toEqual([]);
});
