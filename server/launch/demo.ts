import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { ConversationView } from "@/server/domain/conversations/schema";
import type { RunView } from "@/server/domain/runs/schema";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { type Client, DemoError, restClient } from "./demo-client";
import { readDemo } from "./demo-file";
import { tellTask } from "./demo-story";
import { colours, say } from "./progress.mjs";

const HELP = `Plays a bot against a running Orkestra: a customer asks, the bot is unsure, a person answers.

  npm run demo                  waits for whoever answers in the browser
  npm run demo -- --auto        answers by itself, over the API, after a moment
  npm run demo -- --fast        short deadlines: leave the task alone and watch it escalate

  ORKESTRA_URL, ORKESTRA_API_KEY  another server than the one of this folder`;

const POLL_MS = 500;
const QUESTION = "Can I still change the delivery address? I am moving on Friday.";

/** Deadlines short enough to sit and watch. */
const FAST_SLA = { claimWithin: "10s", completeWithin: "60s", expireAfter: "5m" };

const { bold, dim, accent, green, red, yellow } = colours;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { auto: { type: "boolean" }, fast: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return say(HELP);
  const { url, apiKey } = await access();
  const client = restClient(url, apiKey);
  const conversation = await converse(client);
  const run = await startRun(client, conversation.id, values.fast === true);
  await follow(client, url, run.id, values.auto === true);
}

async function access(): Promise<{ url: string; apiKey: string }> {
  const { ORKESTRA_URL: url, ORKESTRA_API_KEY: apiKey } = process.env;
  if (url && apiKey) return { url: url.replace(/\/$/, ""), apiKey };
  const dataDir = resolve(process.env.ORKESTRA_DATA_DIR || ".data");
  const demo = await readDemo(dataDir);
  if (demo) return { url: url || demo.url, apiKey: apiKey || demo.apiKey };
  throw new DemoError(
    `There is no demo.json in ${dataDir}. Start Orkestra first (npm start), or set ORKESTRA_URL and ORKESTRA_API_KEY.`,
  );
}

async function converse(client: Client): Promise<{ id: string }> {
  const conversation = await client.post<Pick<ConversationView, "id">>("/conversations", {
    channel: "whatsapp",
    externalId: `demo-${Date.now()}`,
    participant: { id: "+4915112345678", name: "Ines Albrecht" },
  });
  say(`\n  ${bold("Ines writes to the shop on WhatsApp")}\n`);
  const messages = [
    { role: "user", content: "Hello! My order 4711 has not been shipped yet, right?" },
    {
      role: "assistant",
      content: "Right, it leaves our warehouse tomorrow.",
      metadata: { confidence: 0.93 },
    },
    { role: "user", content: QUESTION },
    {
      role: "assistant",
      content: "Let me ask a colleague, I am not sure enough to promise that.",
      metadata: { confidence: 0.42, model: "demo-bot" },
    },
  ];
  for (const message of messages) {
    await client.post(`/conversations/${conversation.id}/messages`, message);
    const who = message.role === "user" ? "Ines" : "Bot ";
    const sure = message.metadata ? dim(`  confidence ${message.metadata.confidence}`) : "";
    say(`    ${message.role === "user" ? yellow(who) : accent(who)}  ${message.content}${sure}`);
    await delay(400);
  }
  return conversation;
}

async function startRun(client: Client, conversationId: string, fast: boolean): Promise<RunView> {
  const input = { question: QUESTION, conversationId, confidence: 0.42, ...(fast ? { sla: FAST_SLA } : {}) };
  const run = await client.post<RunView>("/runs", { workflow: "support-escalation", input });
  say(`\n  ${bold("The bot starts the workflow support-escalation")}\n`);
  say(`    ${dim("run")}      ${run.id}`);
  return run;
}

/** Tells what happens until the run has ended. */
async function follow(client: Client, url: string, runId: string, auto: boolean): Promise<void> {
  let told = 0;
  let taskId: string | undefined;
  for (;;) {
    taskId ??= await taskOf(client, runId);
    if (taskId) {
      const task = await client.get<TaskDetail>(`/tasks/${taskId}`);
      if (told === 0) announce(url, taskId, auto);
      told = tellTask(task, told);
      if (auto && task.status === "assigned") await answerByApi(client, taskId);
    }
    const run = await client.get<RunView>(`/runs/${runId}`);
    if (run.endedAt) {
      // The last entries of the task may have been written since it was read.
      if (taskId) tellTask(await client.get<TaskDetail>(`/tasks/${taskId}`), told);
      return tellEnd(run);
    }
    await delay(POLL_MS);
  }
}

async function taskOf(client: Client, runId: string): Promise<string | undefined> {
  const tasks = await client.get<{ data: { id: string }[] }>(`/tasks?runId=${runId}`);
  return tasks.data[0]?.id;
}

function announce(url: string, taskId: string, auto: boolean): void {
  say(`    ${dim("task")}     ${taskId}`);
  if (!auto) say(`\n  ${bold("Answer here:")} ${accent(`${url}/tasks/${taskId}`)}`);
  say("");
}

async function answerByApi(client: Client, taskId: string): Promise<void> {
  await delay(1500);
  await client.post(`/tasks/${taskId}/claim`, {});
  await delay(1000);
  await client.post(`/tasks/${taskId}/complete`, {
    formData: {
      answer: "Yes, until tonight: send us the new address and we change it.",
      shouldFollowUp: false,
    },
  });
}

function tellEnd(run: RunView): void {
  const output = run.output as { answer?: string; answeredBy?: { name?: string } } | null;
  if (run.status === "completed") {
    say(`\n  ${green("●")} ${bold("The run is completed, and the bot passes the answer on")}\n`);
    if (output?.answer) say(`    ${accent("Bot ")}  ${output.answer}`);
    if (output?.answeredBy?.name) say(`          ${dim(`answered by ${output.answeredBy.name}`)}`);
  } else {
    say(`\n  ${red("●")} ${bold(`The run is ${run.status}`)}${run.error ? `: ${run.error.message}` : ""}`);
  }
  say("");
}

main().catch((error) => {
  if (error instanceof DemoError) process.stderr.write(`\n  ${red("✗")} ${error.message}\n\n`);
  else process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
});
