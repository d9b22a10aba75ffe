import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type MadeTenant, makeTenant } from "@/db/factories";
import { circuitBreakers } from "@/db/schema/breakers";
import { withSystem } from "@/db/tenancy";
import { json, type Receiver, startReceiver } from "@/server/connectors/testing/receiver";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";
import { BreakerOpen, type Breakers, openBreakers } from "./breakers";
import { openSeconds } from "./policy";

testDatabase();
const { breaker, run, workflow } = operations;

let tenant: MadeTenant;
let receiver: Receiver;
let status = 500;
/** What two processes remember. */
let one: Breakers;
let two: Breakers;

beforeAll(async () => {
  receiver = await startReceiver((response) => json(response, status, {}));
});
afterAll(() => receiver.close());
beforeEach(async () => {
  tenant = await makeTenant();
  receiver.received.length = 0;
  status = 500;
  one = openBreakers();
  two = openBreakers();
});
afterEach(() => {
  one.stop();
  two.stop();
});

const target = () => new URL(receiver.url).host;

function call(memory: Breakers, tenantId = tenant.tenantId): Promise<number> {
  return memory.guard({
    tenantId,
    target: target(),
    call: async () => (await fetch(receiver.url)).status,
    judge: (outcome) => ("value" in outcome && outcome.value < 500 ? "well" : { fault: "answered 500" }),
  });
}

async function calls(memory: Breakers, count: number, tenantId?: string): Promise<("made" | "held")[]> {
  const outcomes: ("made" | "held")[] = [];
  for (let n = 0; n < count; n++) {
    const outcome = await call(memory, tenantId).then(
      () => "made" as const,
      (error) => (error instanceof BreakerOpen ? ("held" as const) : Promise.reject(error)),
    );
    outcomes.push(outcome);
  }
  return outcomes;
}

const look = async () => (await perform(breaker.list, tenant.owner, {})).data[0];

/** Makes the time come at which the next call may try. */
async function passWait(): Promise<void> {
  await withSystem("test", (tx) =>
    tx
      .update(circuitBreakers)
      .set({ nextProbeAt: sql`now() - interval '1 second'` })
      .where(eq(circuitBreakers.tenantId, tenant.tenantId)),
  );
  await Promise.all([one.refresh(), two.refresh()]);
}

test("five failures in a row hold back every call after them, in every process", async () => {
  expect(await calls(one, 7)).toEqual([...Array(5).fill("made"), "held", "held"]);
  expect(receiver.received).toHaveLength(5);
  expect(await calls(two, 2)).toEqual(["held", "held"]);
  expect(await look()).toMatchObject({
    target: target(),
    state: "open",
    failures: 5,
    lastError: "answered 500",
  });
});

test("a process that has been calling hears within a second that another found a target ill", async () => {
  status = 200;
  await calls(two, 1);
  status = 500;
  await calls(one, 5);
  await expect.poll(() => calls(two, 1), { timeout: 5_000, interval: 100 }).toEqual(["held"]);
});

test("failures of several processes count together, and a success begins the count anew", async () => {
  await calls(one, 2);
  await calls(two, 2);
  await Promise.all([one.refresh(), two.refresh()]);
  status = 200;
  await calls(one, 1);
  status = 500;
  expect(await calls(one, 4)).toEqual(Array(4).fill("made"));
  await two.refresh();
  expect(await calls(two, 2)).toEqual(["made", "held"]);
});

/** Calls of which every second one fails, starting with a failure, by these processes in turn. */
async function halfFail(memories: Breakers[], count: number): Promise<string[]> {
  const outcomes: string[] = [];
  for (let n = 0; n < count; n++) {
    status = n % 2 === 0 ? 500 : 200;
    outcomes.push(...(await calls(memories[n % memories.length] ?? one, 1)));
    await Promise.all(memories.map((memory) => memory.refresh()));
  }
  return outcomes;
}

test("failures that come between successes open it when they are half of twenty", async () => {
  const outcomes = await halfFail([one], 24);
  expect(outcomes).toEqual([...Array(21).fill("made"), ...Array(3).fill("held")]);
  expect(await look()).toMatchObject({ state: "open" });
});

test("that share is counted over all processes, whichever saw the failures", async () => {
  const outcomes = await halfFail([one, two], 24);
  expect(outcomes).toEqual([...Array(21).fill("made"), ...Array(3).fill("held")]);
  expect(await look()).toMatchObject({ state: "open", failures: 1 });
});

test("when its time has come one call tries, of all processes; when it is well all may call again", async () => {
  await calls(one, 5);
  await two.refresh();
  await passWait();
  status = 200;
  const before = receiver.received.length;
  const tries = await Promise.all(
    [one, two, one, two, one, two].map((memory) =>
      memory
        .guard({
          tenantId: tenant.tenantId,
          target: target(),
          // Under way until all have asked.
          call: async () => (await fetch(`${receiver.url}/slow`)).status,
          judge: () => "well" as const,
        })
        .then(() => "made")
        .catch((error) => (error instanceof BreakerOpen ? "held" : Promise.reject(error))),
    ),
  );
  expect(tries.filter((outcome) => outcome === "made").length).toBeGreaterThanOrEqual(1);
  expect(receiver.received.length - before).toBe(tries.filter((outcome) => outcome === "made").length);
  await Promise.all([one.refresh(), two.refresh()]);
  expect(await calls(one, 3)).toEqual(["made", "made", "made"]);
  expect(await calls(two, 3)).toEqual(["made", "made", "made"]);
  expect(await look()).toMatchObject({ state: "closed", failures: 0, openedAt: null });
});

test("of many calls at once only one tries a target that is still ill, and the wait grows", async () => {
  await calls(one, 5);
  await two.refresh();
  await passWait();
  const before = receiver.received.length;
  const all = Array.from({ length: 10 }, (_, n) => calls(n % 2 ? one : two, 1));
  const outcomes = (await Promise.all(all)).flat();
  expect(outcomes.filter((outcome) => outcome === "made")).toHaveLength(1);
  expect(receiver.received.length - before).toBe(1);
  const again = await look();
  expect(again).toMatchObject({ state: "open", failures: 6 });
  const waits = Date.parse(again?.nextProbeAt ?? "") - Date.parse(again?.updatedAt ?? "");
  expect(Math.round(waits / 10_000)).toBe(6);
});

test("the wait doubles from half a minute to ten minutes", () => {
  expect([1, 2, 3, 4, 5, 6, 50].map(openSeconds)).toEqual([30, 60, 120, 240, 480, 600, 600]);
});

test("one workspace's failures are nobody else's", async () => {
  const stranger = await makeTenant();
  await calls(one, 5);
  status = 200;
  expect(await calls(one, 1, stranger.tenantId)).toEqual(["made"]);
  expect((await perform(breaker.list, stranger.owner, {})).data).toEqual([]);
  const reset = perform(breaker.reset, stranger.owner, { target: target() });
  await expect(reset).rejects.toMatchObject({ code: "breaker_not_found" });
});

test("reset by hand it lets calls through again, in every process", async () => {
  await calls(one, 5);
  await two.refresh();
  expect(await perform(breaker.reset, tenant.owner, { target: target() })).toMatchObject({ state: "closed" });
  await Promise.all([one.refresh(), two.refresh()]);
  status = 200;
  expect(await calls(one, 1)).toEqual(["made"]);
  expect(await calls(two, 1)).toEqual(["made"]);
});

test("what says nothing of the target is not counted", async () => {
  const broken = () =>
    one.guard({
      tenantId: tenant.tenantId,
      target: "nowhere",
      call: () => Promise.reject(new Error("never sent")),
      judge: () => "unknown",
    });
  for (let n = 0; n < 7; n++) await expect(broken()).rejects.toThrow("never sent");
});

describe("an http step", () => {
  test("whose host failed too often fails with circuit_open and does not call", async () => {
    const worker = await startWorker();
    const step = { kind: "http", method: "GET", url: receiver.url };
    const steps = { call: { ...step, next: "done" }, done: { kind: "end" } };
    await perform(workflow.put, tenant.owner, {
      name: "calls",
      title: "Calls",
      onFailure: "fail",
      start: "call",
      steps,
    });
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 6; n++) {
      const { id } = await perform(run.start, tenant.owner, { workflow: "calls" });
      const look = () => perform(run.get, tenant.owner, { runId: id });
      await expect.poll(async () => (await look()).endedAt, { timeout: 20_000 }).not.toBeNull();
      codes.push((await look()).error?.code);
    }
    await worker.stop();
    expect(codes).toEqual([...Array(5).fill("http_status"), "circuit_open"]);
    expect(receiver.received).toHaveLength(5);
  });
});
