import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { makeTenant } from "@/db/factories";
import { withSystem, withTenant } from "@/db/tenancy";
import { startReceiver } from "@/server/connectors/testing/receiver";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";
import { stopBoss } from "./boss";
import { QUEUES } from "./queues";
import { send, sendMany } from "./send";
import { turnOf } from "./turns";
import { startWorker } from "./worker";

testDatabase();
const FLOOD = 5_000;

afterAll(() => stopBoss());

test("a tenant's job comes before the flood that another sent before it", async () => {
  const flooding = (await makeTenant()).tenantId;
  const quiet = (await makeTenant()).tenantId;
  // Timers that are gone: each job finds nothing to do.
  const timer = (tenantId: string) => ({ tenantId, timerId: randomUUID() });
  await withTenant(flooding, async (tx) =>
    sendMany(
      tx,
      "timer.due",
      Array.from({ length: FLOOD }, () => timer(flooding)),
    ),
  );
  await withTenant(quiet, async (tx) => send(tx, "timer.due", timer(quiet)));
  const worker = await startWorker();
  const done = () =>
    withSystem("test", async (tx) => {
      const [row] = await tx.execute<{ before: number; quiet: number }>(sql`
        select
          count(*) filter (where group_id = ${quiet} and completed_on is not null)::int as quiet,
          count(*) filter (where group_id = ${flooding} and started_on < (
            select started_on from pgboss.job where name = 'timer.due' and group_id = ${quiet}))::int as before
        from pgboss.job where name = 'timer.due'`);
      return row;
    });
  await expect.poll(async () => (await done())?.quiet, { timeout: 20_000 }).toBe(1);
  // The share of the time that sending the flood took was there first, and a batch or two may have been taken with it.
  expect((await done())?.before).toBeLessThan(FLOOD / 4);
  await worker.stop();
});

describe("turns", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const turn = (tenantId: string, more: object = {}) =>
    turnOf("run.admit", { tenantId, afterSeconds: 0, now: new Date(), ...more });

  test("run ahead for who sends much, and stand at now for who does not", () => {
    const last = Array.from({ length: 100_000 }, () => turn("flood")).at(-1) ?? 0;
    const other = turn("other");
    expect(other - last).toBeGreaterThan(490);
    expect(other).toBeGreaterThan(turn("flood"));
    // They fit the queue's column.
    expect(Math.abs(last)).toBeLessThan(2 ** 31);
  });

  test("come by the database's clock, so that a process whose own is wrong sends no job behind all others", async () => {
    const { tenantId } = await makeTenant();
    for (const minutes of [0, 5, -5]) {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
      await withTenant(tenantId, async (tx) => send(tx, "run.admit", { tenantId }));
      vi.useRealTimers();
    }
    const turns = await withSystem("test", (tx) =>
      tx.execute<{ priority: number }>(
        sql`select priority from pgboss.job where name = 'run.admit' and group_id = ${tenantId}`,
      ),
    );
    const priorities = turns.map(({ priority }) => priority);
    expect(priorities).toHaveLength(3);
    expect(Math.max(...priorities) - Math.min(...priorities)).toBeLessThan(60);
  });

  test("are sooner for the urgent, later for what can wait, and due when it is due", () => {
    expect(turn("a", { urgency: "high" })).toBeGreaterThan(turn("b"));
    expect(turn("c", { urgency: "low" })).toBeLessThan(turn("d"));
    const delayed = Array.from({ length: 10_000 }, () => turn("e", { afterSeconds: 60 }));
    expect(turn("e")).toBeGreaterThan(Math.max(...delayed));
    expect(Math.max(...delayed) - Math.min(...delayed)).toBeLessThanOrEqual(1);
  });
});

describe("calls that hang", () => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = 0;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    receiver = await startReceiver((response, request) => {
      if (request.path !== "/hang") return response.writeHead(200).end("ok");
      held++;
      void released.then(() => response.writeHead(200).end("ok"));
      return undefined;
    });
  });
  afterAll(() => receiver.close());

  test("of one tenant leave room for another's", async () => {
    const [slow, quick] = [await makeTenant(), await makeTenant()];
    for (const [tenant, path] of [
      [slow, "hang"],
      [quick, "ok"],
    ] as const) {
      const call = {
        kind: "http",
        method: "GET",
        url: `${receiver.url}/${path}`,
        timeout: "60s",
        next: "done",
      };
      const steps = { call, done: { kind: "end" } };
      await perform(operations.workflow.put, tenant.owner, { name: "w", title: "W", start: "call", steps });
    }
    const worker = await startWorker();
    const start = (tenant: typeof slow) => perform(operations.run.start, tenant.owner, { workflow: "w" });
    const { batchSize, concurrency } = QUEUES["step.execute"];
    const flood = batchSize * concurrency + 100;
    await Promise.all(Array.from({ length: flood }, () => start(slow)));
    // Everything that one tenant may hold is held: nothing more is taken while time goes by.
    let before = -1;
    const isStill = () => {
      const same = before === held;
      before = held;
      return same && held > 1;
    };
    await expect.poll(isStill, { timeout: 20_000, interval: 2_500 }).toBe(true);
    const { id } = await start(quick);
    const status = async () => (await perform(operations.run.get, quick.owner, { runId: id })).status;
    await expect.poll(status, { timeout: 15_000 }).toBe("completed");
    expect(held).toBeLessThan(flood);
    release();
    await worker.stop();
  });
});
