import { afterAll, beforeAll, expect, test } from "vitest";
import { teams } from "@/db/schema/members";
import { tenants } from "@/db/schema/tenants";
import { withSystem } from "@/db/tenancy";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import { KEY_SCOPES } from "@/server/platform/permissions";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const tenantId = newId();
const bot: Actor = {
  type: "apiKey",
  id: newId(),
  name: "bot",
  tenantId,
  channel: "api",
  permissions: new Set(KEY_SCOPES),
};
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  await withSystem("test", async (tx) => {
    await tx
      .insert(tenants)
      .values({
        id: tenantId,
        name: "T",
        slug: "t",
        webhookSecret: "whsec_" + Buffer.from("x".repeat(24)).toString("base64"),
      });
    for (const slug of ["support-l1", "support-l2"])
      await tx.insert(teams).values({ id: newId(), tenantId, name: slug, slug });
  });
  worker = await startWorker();
});
afterAll(async () => {
  await worker?.stop();
});

const def = {
  title: "Support escalation",
  input: {
    type: "object",
    required: ["question", "confidence"],
    properties: {
      question: { type: "string" },
      confidence: { type: "number" },
      conversationId: { type: "string" },
    },
  },
  start: "confident",
  steps: {
    confident: {
      kind: "decide",
      rules: [{ when: "input.confidence >= 0.8", next: "answered" }],
      otherwise: "ask",
    },
    ask: {
      kind: "task",
      title: "A customer needs a person",
      context: { question: "${input.question}" },
      conversationId: "${input.?conversationId}",
      form: {
        fields: {
          answer: { type: "textarea", required: true },
          shouldFollowUp: { type: "boolean", default: false },
        },
      },
      assignTo: { team: "support-l1" },
      sla: {
        claimWithin: "1s",
        completeWithin: "1h",
        escalate: [{ on: "claimWithin", assignTo: { team: "support-l2" } }],
        expireAfter: "24h",
      },
      next: "reply",
      onExpire: "unanswered",
    },
    reply: { kind: "message", role: "human", content: "${steps.ask.output.answer}", next: "done" },
    done: { kind: "end", output: { escalated: true, answer: "${steps.ask.output.answer}" } },
    answered: { kind: "end", output: { escalated: false } },
    unanswered: { kind: "fail", error: "Nobody answered within a day" },
  },
};

test("loop", async () => {
  const w = await perform(operations.workflow.put, bot, { name: "support-escalation", ...def });
  expect(w.version).toBe(1);
  const c = await perform(operations.conversation.create, bot, {
    channel: "whatsapp",
    externalId: "wa-1",
    participant: { id: "+49" },
  });
  const run = await perform(operations.run.start, bot, {
    workflow: "support-escalation",
    input: { question: "why", confidence: 0.4, conversationId: c.id },
  });
  expect(run.status).toBe("waiting");
  const { data } = await perform(operations.task.list, bot, { runId: run.id });
  expect(data).toHaveLength(1);
  await expect
    .poll(async () => (await perform(operations.task.get, bot, { taskId: data[0]!.id })).escalationLevel, {
      timeout: 10000,
    })
    .toBe(1);
  const t = await perform(operations.task.get, bot, { taskId: data[0]!.id });
  console.log(JSON.stringify(t, null, 1));
  await perform(
    operations.task.complete,
    bot,
    { taskId: t.id, formData: { answer: "because" } },
    { idempotencyKey: "k1" },
  );
  await perform(
    operations.task.complete,
    bot,
    { taskId: t.id, formData: { answer: "because" } },
    { idempotencyKey: "k1" },
  );
  const done = await perform(operations.run.get, bot, { runId: run.id });
  console.log(JSON.stringify(done, null, 1));
  expect(done.status).toBe("completed");
  const conv = await perform(operations.conversation.get, bot, { conversationId: c.id });
  expect(conv.messages.at(-1)?.content).toBe("because");
});
