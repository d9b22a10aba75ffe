import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTeam, makeTenant } from "@/db/factories";
import { runEvents, runs } from "@/db/schema/runs";
import { taskDeadlines, taskHistory, tasks } from "@/db/schema/tasks";
import { withSystem } from "@/db/tenancy";
import { checkDefinition } from "@/server/engine/core/definition";
import type { RunEvent } from "@/server/engine/core/events";
import { replay } from "@/server/engine/core/replay";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";
import { startWorkerProcess } from "@/server/testing/worker";

const RUNS = Number(process.env.ORKESTRA_SURVIVE_RUNS ?? 200);
const KILLS = Number(process.env.ORKESTRA_SURVIVE_KILLS ?? 6);

/** An outside API that counts how often each visit of a step calls it, and is slow enough to be caught in the act. */
const calls = new Map<string, number>();
const outside = createServer(async (req, res) => {
  const key = String(req.headers["idempotency-key"]);
  calls.set(key, (calls.get(key) ?? 0) + 1);
  await delay(Math.random() * 60);
  res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ key }));
});

testDatabase();
let bot: Actor;

beforeAll(async () => {
  await new Promise<void>((listening) => outside.listen(0, "127.0.0.1", listening));
  const tenant = await makeTenant();
  bot = tenant.owner;
  await makeTeam(tenant, { slug: "support-l1" });
  await makeTeam(tenant, { slug: "support-l2" });
  await perform(operations.workflow.put, bot, { name: "survive", ...definition() });
});
afterAll(() => outside.close());

/** A call, a question to people with an escalation and an expiry, a pause, another call. */
function definition() {
  const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
  const retry = { attempts: 5, delay: "100ms" };
  return {
    title: "Survive",
    start: "before",
    steps: {
      before: { kind: "http", method: "POST", url, body: { n: "${input.n}" }, retry, next: "ask" },
      ask: {
        kind: "task",
        title: "Question ${input.n}",
        form: { fields: { answer: { type: "text", required: true } } },
        assignTo: { team: "support-l1" },
        sla: {
          claimWithin: "1s",
          escalate: [{ on: "claimWithin", assignTo: { team: "support-l2" } }],
          expireAfter: "4s",
        },
        next: "pause",
        onExpire: "pause",
      },
      pause: { kind: "delay", for: "500ms", next: "after" },
      after: { kind: "http", method: "POST", url, body: {}, retry, next: "done" },
      done: { kind: "end", output: "${steps.after.output.status}" },
    },
  };
}

/** People who answer every other question, for as long as runs are under way. */
async function answerEveryOther(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { data } = await perform(operations.task.list, bot, { view: "open", limit: 200 });
    for (const task of data.filter((t) => Number(t.title.split(" ")[1]) % 2 === 0)) {
      // The task may expire in this very moment: then the answer is refused, which is right.
      await perform(operations.task.complete, bot, { taskId: task.id, formData: { answer: "yes" } }).catch(
        () => undefined,
      );
    }
    await delay(100);
  }
}

async function unfinished(): Promise<number> {
  return withSystem("test", async (tx) => {
    const [row] = await tx.select({ n: sql<number>`count(*)::int` }).from(runs).where(sql`ended_at is null`);
    return row?.n ?? 0;
  });
}

test(`${RUNS} runs survive workers that are killed in the middle of them`, { timeout: 240_000 }, async () => {
  const people = new AbortController();
  const answering = answerEveryOther(people.signal);
  let worker = await startWorkerProcess();
  const starting = (async () => {
    for (let n = 0; n < RUNS; n++) {
      await perform(operations.run.start, bot, { workflow: "survive", input: { n } });
      await delay(20);
    }
  })();
  for (let kill = 0; kill < KILLS; kill++) {
    await delay(100 + Math.random() * 1_200);
    await worker.kill();
    worker = await startWorkerProcess();
  }
  await starting;
  await expect.poll(unfinished, { timeout: 120_000, interval: 500 }).toBe(0);
  people.abort();
  await answering;
  await worker.kill();
  await everythingHappenedOnce();
});

async function everythingHappenedOnce(): Promise<void> {
  await withSystem("test", async (tx) => {
    const ended = await tx.select().from(runs);
    expect(ended).toHaveLength(RUNS);
    expect(new Set(ended.map((run) => run.status))).toEqual(new Set(["completed"]));

    // No task twice, and none without an end.
    const opened = await tx.select().from(tasks);
    expect(opened).toHaveLength(RUNS);
    expect(new Set(opened.map((task) => task.runId)).size).toBe(RUNS);
    expect(opened.filter((task) => !["completed", "expired"].includes(task.status))).toEqual([]);

    // No deadline lost and none missed twice: whatever was not answered in time escalated once and expired once.
    const history = await tx.select().from(taskHistory);
    const times = (taskId: string, action: string) =>
      history.filter((entry) => entry.taskId === taskId && entry.action === action).length;
    for (const task of opened) {
      expect(times(task.id, "completed") + times(task.id, "expired")).toBe(1);
      expect(times(task.id, "escalated")).toBeLessThanOrEqual(1);
      if (task.status === "expired") expect(times(task.id, "escalated")).toBe(1);
    }
    expect(await tx.select().from(taskDeadlines).where(sql`fired_at is null`)).toEqual([]);

    await eachHistoryIsWhole(tx, ended);
  });
  // At least once outside, under one name: both calls of every run, whatever was repeated.
  expect(calls.size).toBe(RUNS * 2);
}

async function eachHistoryIsWhole(
  tx: Parameters<Parameters<typeof withSystem>[1]>[0],
  ended: (typeof runs.$inferSelect)[],
): Promise<void> {
  const checked = checkDefinition(definition());
  if (!checked.ok) throw new Error("the definition is wrong");
  for (const run of ended) {
    const rows = await tx.select().from(runEvents).where(eq(runEvents.runId, run.id)).orderBy(runEvents.seq);
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1));
    const names = rows.map(({ event }) => identity(event));
    expect(new Set(names).size).toBe(names.length);
    expect(
      replay(
        checked.definition,
        rows.map((row) => row.event),
      ),
    ).toEqual(run.state);
  }
}

/** What tells one event of a run from another. */
function identity(event: RunEvent): string {
  const attempt = "attempt" in event ? event.attempt : "";
  const timer = "timer" in event ? event.timer : "";
  return `${event.type} ${"key" in event ? event.key : ""} ${attempt} ${timer}`;
}
