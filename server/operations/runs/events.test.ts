import { afterAll, beforeAll, expect, test } from "vitest";
import { makeKey, makeTenant } from "@/db/factories";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { run, workflow, conversation } = operations;

let bot: Actor;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  bot = (await makeKey(await makeTenant())).actor;
  worker = await startWorker();
});
afterAll(() => worker.stop());

const look = (runId: string) => perform(run.get, bot, { runId });
const say = (conversationId: string, content: string) =>
  perform(conversation.append, bot, { conversationId, role: "user", content });

async function awaitMessage(name: string, lookback?: string) {
  const event = {
    event: "conversation.message",
    when: "event.data.message.content == 'yes'",
    ...(lookback ? { lookback } : {}),
  };
  const steps = {
    reply: { kind: "wait", any: [event, { after: "1h", next: "late" }], next: "done" },
    done: { kind: "end", output: "${steps.reply.output.data.message.content}" },
    late: { kind: "end", output: "late" },
  };
  await perform(workflow.put, bot, { name, title: name, start: "reply", steps });
  return perform(run.start, bot, { workflow: name });
}

test("a run that waits for an event goes on with the first that its condition holds for", async () => {
  const talk = await perform(conversation.create, bot, { channel: "web", participant: { id: "p1" } });
  const { id } = await awaitMessage("hears");
  await say(talk.id, "no");
  await say(talk.id, "yes");
  await expect.poll(async () => (await look(id)).status, { timeout: 20_000 }).toBe("completed");
  expect((await look(id)).output).toBe("yes");
});

test("an event that happened before the wait counts as far as the wait looks back", async () => {
  const talk = await perform(conversation.create, bot, { channel: "web", participant: { id: "p2" } });
  await say(talk.id, "yes");
  const { id } = await awaitMessage("looks-back", "1h");
  await expect.poll(async () => (await look(id)).status, { timeout: 20_000 }).toBe("completed");
  const blind = await awaitMessage("looks-ahead");
  expect((await look(blind.id)).status).toBe("waiting");
});
