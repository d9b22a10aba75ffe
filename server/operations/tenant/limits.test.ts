import { expect, test } from "vitest";
import { makeTenant } from "@/db/factories";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { tenant, run, task, workflow } = operations;

test("a limit stays until it is changed, null lifts it, and each is shown with its use", async () => {
  const { owner } = await makeTenant();
  expect(await perform(tenant.limits, owner, {})).toMatchObject({
    maxConcurrentWorkflows: { limit: null, used: 0, waiting: 0 },
    maxTasksPerDay: { limit: null, used: 0 },
  });
  await perform(tenant.updateLimits, owner, { maxConcurrentWorkflows: 7 });
  await perform(tenant.updateLimits, owner, { maxTasksPerDay: 2 });
  await perform(task.create, owner, { title: "T", form: { fields: {} } });
  expect(await perform(tenant.limits, owner, {})).toMatchObject({
    maxConcurrentWorkflows: { limit: 7 },
    maxTasksPerDay: { limit: 2, used: 1, resetsAt: expect.stringMatching(/T00:00:00\.000Z$/) },
  });
  const lifted = await perform(tenant.updateLimits, owner, { maxConcurrentWorkflows: null });
  expect(lifted).toMatchObject({ maxConcurrentWorkflows: { limit: null }, maxTasksPerDay: { limit: 2 } });
  await expect(perform(tenant.updateLimits, owner, { maxTasksPerDay: -1 })).rejects.toMatchObject({
    errors: [{ path: "maxTasksPerDay" }],
  });
});

test("raising a limit lets runs begin that waited for it", async () => {
  const { owner } = await makeTenant();
  const worker = await startWorker();
  const steps = { wait: { kind: "wait", signal: "go", next: "done" }, done: { kind: "end" } };
  await perform(workflow.put, owner, { name: "waits", title: "Waits", start: "wait", steps });
  await perform(tenant.updateLimits, owner, { maxConcurrentWorkflows: 1 });
  const start = () => perform(run.start, owner, { workflow: "waits" });
  await start();
  const second = await start();
  expect(second).toMatchObject({ status: "queued", heldFor: "workspace_limit" });
  expect(await perform(tenant.limits, owner, {})).toMatchObject({
    maxConcurrentWorkflows: { limit: 1, used: 1, waiting: 1 },
  });
  await perform(tenant.updateLimits, owner, { maxConcurrentWorkflows: 2 });
  const status = async () => (await perform(run.get, owner, { runId: second.id })).status;
  await expect.poll(status, { timeout: 20_000 }).toBe("waiting");
  await worker.stop();
});
