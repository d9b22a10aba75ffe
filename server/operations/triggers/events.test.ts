import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeTeam, makeTenant } from "@/db/factories";
import { events } from "@/db/schema/events";
import { withSystem } from "@/db/tenancy";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";
import { dispatchEvent } from "./dispatch";

testDatabase();
const { trigger, workflow, run, task, conversation } = operations;

let tenant: MadeTenant;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  tenant = await makeTenant();
  await makeTeam(tenant, { slug: "l1" });
  worker = await startWorker();
  const steps = { done: { kind: "end", output: "${input}" } };
  await put("echo", "done", steps);
  await put("echo-too", "done", steps);
});
afterAll(() => worker.stop());

const put = (name: string, start: string, steps: object) =>
  perform(workflow.put, tenant.owner, { name, title: name, start, steps });
const listen = (event: object, more: object = {}) =>
  perform(trigger.create, tenant.owner, { workflow: "echo", event, ...more });
const logOf = async (triggerId: string) =>
  (await perform(trigger.deliveries, tenant.owner, { triggerId, limit: 200 })).data.reverse();
const logged = (triggerId: string, count = 1) =>
  expect.poll(async () => (await logOf(triggerId)).length, { timeout: 20_000 }).toBe(count);
const newTask = (title: string, more: object = {}) =>
  perform(task.create, tenant.owner, { title, form: { fields: {} }, ...more });
const off = (triggerId: string) => perform(trigger.update, tenant.owner, { triggerId, enabled: false });

async function eventsNamed(name: typeof events.$inferSelect.name) {
  return withSystem("test", (tx) =>
    tx
      .select()
      .from(events)
      .where(and(eq(events.tenantId, tenant.tenantId), eq(events.name, name))),
  );
}

test("one event starts several workflows, each by its own condition and with its own input", async () => {
  const urgent = "event.data.priority == 'urgent'";
  const one = await listen(
    { name: "task.completed", condition: urgent },
    { input: { title: "${event.data.title}", note: "${event.data.formData.note}" } },
  );
  const two = await listen({ name: "task.completed" }, { workflow: "echo-too" });
  const form = { fields: { note: { type: "text" } } };
  for (const priority of ["low", "urgent"]) {
    const { id } = await newTask(`A ${priority} one`, { priority, form });
    await perform(task.complete, tenant.owner, { taskId: id, formData: { note: `n ${priority}` } });
  }
  await logged(one.id, 1);
  await logged(two.id, 2);
  const [delivery] = await logOf(one.id);
  expect(delivery?.status).toBe("started");
  const started = await perform(run.get, tenant.owner, { runId: delivery?.runIds[0] });
  expect(started).toMatchObject({ workflow: "echo", output: { title: "A urgent one", note: "n urgent" } });
  // Two events, told of by two jobs: either may come first.
  const others = await Promise.all(
    (await logOf(two.id)).map(({ runIds }) => perform(run.get, tenant.owner, { runId: runIds[0] })),
  );
  const heard = others.map(({ output }) => output);
  for (const priority of ["low", "urgent"]) {
    expect(heard).toContainEqual({
      event: expect.objectContaining({
        name: "task.completed",
        data: expect.objectContaining({ priority }),
      }),
    });
  }
  await Promise.all([off(one.id), off(two.id)]);
});

test("an event that is told of again, by many at once, starts nothing again", async () => {
  const made = await listen({ name: "conversation.message", condition: "event.data.message.role == 'user'" });
  const talk = await perform(conversation.create, tenant.owner, { participant: { id: "p" } });
  const say = (role: string) =>
    perform(conversation.append, tenant.owner, { conversationId: talk.id, role, content: "Hi" });
  await say("assistant");
  await say("user");
  await logged(made.id);
  const said = await eventsNamed("conversation.message");
  await withSystem("test", (tx) =>
    tx.update(events).set({ dispatchedAt: null }).where(eq(events.name, "conversation.message")),
  );
  const again = said.flatMap(({ id }) => Array.from({ length: 5 }, () => dispatchEvent(tenant.tenantId, id)));
  await Promise.all(again);
  expect(await logOf(made.id)).toHaveLength(1);
  await off(made.id);
});

test("everything that happens is told, whether anybody listens or not", async () => {
  await put("asks", "ask", {
    ask: { kind: "task", title: "Q", form: { fields: {} }, assignTo: { team: "l1" }, next: "say" },
    say: { kind: "message", role: "human", content: "Done", next: "done" },
    done: { kind: "end", output: 42 },
  });
  const talk = await perform(conversation.create, tenant.owner, { participant: { id: "q" } });
  const input = { conversationId: talk.id };
  const first = await perform(run.start, tenant.owner, { workflow: "asks", input });
  const taskId = first.waitingFor[0]?.taskId;
  await perform(task.complete, tenant.owner, { taskId, formData: {} });
  const second = await perform(run.start, tenant.owner, { workflow: "asks", input });
  await perform(run.cancel, tenant.owner, { runId: second.id });
  const told = await withSystem("test", (tx) =>
    tx
      .select()
      .from(events)
      .where(sql`run_id in (${first.id}, ${second.id}) or correlation = ${talk.id}`)
      .orderBy(events.id),
  );
  const names = told.map(({ name, runId }) => [name, runId === first.id ? 1 : runId === second.id ? 2 : 0]);
  expect(names).toEqual([
    ["conversation.created", 0],
    ["task.created", 1],
    ["task.completed", 1],
    ["conversation.message", 1],
    ["run.completed", 1],
    ["task.created", 2],
    ["task.cancelled", 2],
    ["run.cancelled", 2],
  ]);
  expect(told.every((event) => event.dispatchedAt !== null)).toBe(true);
  expect(told.find((event) => event.name === "run.completed")?.data).toMatchObject({ output: 42 });
});

test("workflows that start each other stop after ten, and the log says why", async () => {
  const loop = await listen({ name: "run.completed", condition: "event.data.workflow == 'echo'" });
  await perform(run.start, tenant.owner, { workflow: "echo" });
  await logged(loop.id, 11);
  const log = await logOf(loop.id);
  expect(log.slice(0, 10).map((entry) => entry.status)).toEqual(Array(10).fill("started"));
  expect(log[10]).toMatchObject({ status: "rejected", code: "event_loop", runIds: [] });
  await off(loop.id);
});

test("a condition that can't be asked of an event is written down, and others still hear of it", async () => {
  const broken = await listen({ name: "task.created", condition: "event.data.nothing.at.all == 1" });
  const whole = await listen({ name: "task.created" });
  await newTask("Whole");
  await logged(broken.id);
  await logged(whole.id);
  expect(await logOf(broken.id)).toMatchObject([{ status: "failed", code: "mapping_failed" }]);
  await Promise.all([off(broken.id), off(whole.id)]);
});

test("a condition that is none is refused when it is made", async () => {
  const wrong = listen({ name: "task.created", condition: "event.data. ==" });
  await expect(wrong).rejects.toMatchObject({ errors: [{ path: "event.condition" }] });
});
