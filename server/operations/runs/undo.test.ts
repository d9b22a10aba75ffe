import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeTenant } from "@/db/factories";
import { type Answer, json, type Receiver, startReceiver } from "@/server/connectors/testing/receiver";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { run, workflow } = operations;

let tenant: MadeTenant;
let receiver: Receiver;
const routes: Record<string, Answer> = {};

beforeAll(async () => {
  tenant = await makeTenant();
  receiver = await startReceiver((response, request) => routes[request.path]?.(response, request));
  routes["/refund"] = (response) => json(response, 200, {});
  const call = { kind: "http", method: "POST", url: `${receiver.url}/charge` };
  const refund = { ...call, url: `${receiver.url}/refund`, body: "${steps.?charge.?output.?body}" };
  await perform(workflow.put, tenant.owner, {
    name: "pays",
    title: "Pays",
    start: "charge",
    steps: {
      charge: { ...call, compensate: "refund", next: "done" },
      refund: { ...refund, next: "@join" },
      done: { kind: "end" },
    },
  });
});
afterAll(() => receiver.close());

const asked = (path: string) => receiver.received.filter((request) => request.path === path);
const start = async () => (await perform(run.start, tenant.owner, { workflow: "pays" })).id;
const cancel = (runId: string) => perform(run.cancel, tenant.owner, { runId, reason: "Enough" });
const look = (runId: string) => perform(run.get, tenant.owner, { runId });

test("a call that was not begun when its run is cancelled is never made, and nothing is undone", async () => {
  const id = await start();
  expect(await cancel(id)).toMatchObject({ status: "cancelled" });
  const worker = await startWorker();
  await worker.stop();
  expect(asked("/charge")).toEqual([]);
  expect(asked("/refund")).toEqual([]);
});

test("a call that is under way when its run is cancelled is undone once it has come to its end", async () => {
  let answer: (() => void) | undefined;
  routes["/charge"] = (response) => {
    answer = () => json(response, 200, { id: 7 });
  };
  const worker = await startWorker();
  const id = await start();
  await expect.poll(() => answer, { timeout: 20_000 }).toBeDefined();
  expect(await cancel(id)).toMatchObject({
    status: "running",
    compensating: true,
    waitingFor: [{ step: "charge", reason: expect.stringContaining("is undone once its outcome is known") }],
  });
  expect(asked("/refund")).toEqual([]);
  answer?.();
  await expect.poll(async () => (await look(id)).status, { timeout: 20_000 }).toBe("cancelled");
  expect(asked("/refund").map(({ body }) => JSON.parse(body))).toEqual([{ id: 7 }]);
  await worker.stop();
});
