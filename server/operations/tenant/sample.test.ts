import { expect, test, vi } from "vitest";
import { type MadeTenant, makeKey, makeMember, makeTenant } from "@/db/factories";
import { sampleDefinition } from "@/server/domain/workflows/sample";
import { checkDefinition } from "@/server/engine/core/definition";
import { startWorker } from "@/server/jobs/worker";
import { createConversation } from "@/server/operations/conversations/create";
import { listMessagesOperation } from "@/server/operations/conversations/messages";
import { perform } from "@/server/operations/perform";
import { getRun } from "@/server/operations/runs/get";
import { startRunOperation } from "@/server/operations/runs/start";
import { completeTask } from "@/server/operations/tasks/complete";
import { getTask } from "@/server/operations/tasks/get";
import { listTasksOperation } from "@/server/operations/tasks/list";
import { testDatabase } from "@/server/testing/database";
import { addSample } from "./add-sample";

testDatabase();

async function withSample() {
  const tenant = await makeTenant();
  await perform(addSample, tenant.owner, {});
  return tenant;
}

async function ask({ owner }: MadeTenant, input: Record<string, unknown>) {
  const run = await perform(startRunOperation, owner, {
    workflow: "support-escalation",
    input: { question: "Where is my parcel?", confidence: 0.3, ...input },
  });
  const { data } = await perform(listTasksOperation, owner, { runId: run.id });
  return { run, taskId: data[0]?.id ?? "" };
}

test("the sample is a definition without a problem or a warning", () => {
  expect(checkDefinition(sampleDefinition)).toMatchObject({ ok: true, warnings: [] });
});

test("adding the sample again changes nothing, and its teams hold whoever added it", async () => {
  const { owner } = await makeTenant();
  const first = await perform(addSample, owner, {});
  expect(first.workflow).toMatchObject({ name: "support-escalation", version: 1 });
  expect(first.teams.map(({ slug, memberCount }) => [slug, memberCount])).toEqual([
    ["support-l1", 1],
    ["support-l2", 1],
    ["admins", 1],
  ]);
  expect(await perform(addSample, owner, {})).toEqual(first);
});

test("adding the sample needs every permission that its parts do", async () => {
  const tenant = await makeTenant();
  const member = await makeMember(tenant);
  const { actor: key } = await makeKey(tenant, { scopes: ["admin:settings", "admin:teams"] });
  for (const actor of [member, key]) {
    await expect(perform(addSample, actor, {})).rejects.toMatchObject({ kind: "Forbidden" });
  }
});

test("a bot that is sure of its answer asks nobody", async () => {
  const { run, taskId } = await ask(await withSample(), { confidence: 0.8 });
  expect(run).toMatchObject({ status: "completed", output: { escalated: false } });
  expect(taskId).toBe("");
});

test("a person's answer is the run's output and a message of the conversation", async () => {
  const tenant = await withSample();
  const { id: conversationId } = await perform(createConversation, tenant.owner, {
    channel: "whatsapp",
    participant: { id: "+49" },
  });
  const { run, taskId } = await ask(tenant, { conversationId });
  const task = await perform(getTask, tenant.owner, { taskId });
  expect(task).toMatchObject({
    status: "assigned",
    conversationId,
    assignedTo: { team: { slug: "support-l1" } },
    context: { question: "Where is my parcel?" },
  });
  const minutes = task.deadlines.map(({ clock, dueAt }) => [
    clock,
    (Date.parse(dueAt) - Date.parse(task.createdAt)) / 60_000,
  ]);
  expect(new Map(minutes as [string, number][])).toEqual(
    new Map([
      ["claimWithin", 10],
      ["completeWithin", 70],
      ["expireAfter", 1440],
    ]),
  );
  await expect(perform(completeTask, tenant.owner, { taskId, formData: {} })).rejects.toMatchObject({
    kind: "Invalid",
  });
  await perform(completeTask, tenant.owner, { taskId, formData: { answer: "On its way." } });
  expect(await perform(getRun, tenant.owner, { runId: run.id })).toMatchObject({
    status: "completed",
    output: {
      escalated: true,
      answer: "On its way.",
      shouldFollowUp: false,
      answeredBy: { type: "user", id: tenant.owner.id, name: tenant.owner.name },
    },
  });
  const { data } = await perform(listMessagesOperation, tenant.owner, { conversationId });
  expect(data).toMatchObject([{ role: "human", content: "On its way." }]);
});

test("a run without a conversation ends all the same", async () => {
  const tenant = await withSample();
  const { run, taskId } = await ask(tenant, {});
  await perform(completeTask, tenant.owner, { taskId, formData: { answer: "Yes", shouldFollowUp: true } });
  expect(await perform(getRun, tenant.owner, { runId: run.id })).toMatchObject({
    status: "completed",
    output: { answer: "Yes", shouldFollowUp: true },
  });
});

test("with short times it escalates to support-l2, then to admins, and fails in words when nobody comes", async () => {
  const worker = await startWorker();
  try {
    const tenant = await withSample();
    const sla = { claimWithin: "200ms", completeWithin: "400ms", expireAfter: "1s" };
    const { run, taskId } = await ask(tenant, { sla });
    await vi.waitFor(
      async () => {
        const { status } = await perform(getRun, tenant.owner, { runId: run.id });
        expect(status).toBe("failed");
      },
      { timeout: 25_000, interval: 100 },
    );
    const task = await perform(getTask, tenant.owner, { taskId });
    const escalations = task.history.filter((line) => line.action === "escalated");
    expect(escalations.map((line) => line.details.to)).toEqual(["Support L2", "Admins"]);
    expect(task).toMatchObject({
      status: "expired",
      escalationLevel: 2,
      assignedTo: { team: { slug: "admins" } },
    });
    const ended = await perform(getRun, tenant.owner, { runId: run.id });
    expect(JSON.stringify(ended)).toContain("Nobody answered in time");
  } finally {
    await worker.stop();
  }
});
