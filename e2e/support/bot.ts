import { type APIRequestContext, expect } from "@playwright/test";
import { get, post, unique } from "./workspace";

export interface Asked {
  conversationId: string;
  runId: string;
  taskId: string;
}

/** What a bot's backend does when it is not sure: tells the conversation, and starts the run that asks people. */
export async function askPeople(
  api: APIRequestContext,
  choices: { question?: string; sla?: object; callbackUrl?: string } = {},
): Promise<Asked> {
  const { question = "Can I still change the delivery address of my order?", sla, callbackUrl } = choices;
  const { id: conversationId } = await post(api, "conversations", {
    channel: "whatsapp",
    externalId: `wa-${unique()}`,
    participant: { id: "+4915112345678", name: "Lena Fischer" },
  });
  const messages = `conversations/${conversationId}/messages`;
  await post(api, messages, { role: "user", content: question });
  await post(api, messages, {
    role: "assistant",
    content: "I am not sure about this one. Let me ask a colleague.",
    metadata: { confidence: 0.42, model: "small-talk-2" },
  });
  const { id: runId } = await post(api, "runs", {
    workflow: "support-escalation",
    input: { question, conversationId, confidence: 0.42, ...(sla ? { sla } : {}) },
    ...(callbackUrl ? { callbackUrl } : {}),
  });
  return { conversationId, runId, taskId: await taskOf(api, runId) };
}

/** The task that the run opens, as soon as it has. */
async function taskOf(api: APIRequestContext, runId: string): Promise<string> {
  const tasks = async () => (await get(api, `tasks?runId=${runId}`)).data;
  await expect.poll(async () => (await tasks()).length).toBe(1);
  return (await tasks())[0].id;
}

/** Waits until the run is over, and gives it back. */
export async function endOf(api: APIRequestContext, runId: string) {
  const run = () => get(api, `runs/${runId}`);
  await expect.poll(async () => (await run()).status).not.toMatch(/running|waiting/);
  return run();
}
