import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "@/server/engine/core/simulation/random";
import { type Client, Refused } from "./client";
import { KINDS, type KindName } from "./kinds";
import { AHEAD, MOST_ASKING, MOST_OPEN, type Pace } from "./pace";
import type { Receiver } from "./receiver";

/** A run that the API has acknowledged. */
export interface Started {
  n: number;
  kind: KindName;
  runId: string;
  callback: boolean;
}

interface Load {
  client: Client;
  receiver: Receiver;
  conversations: string[];
  random: Random;
}

/** Starts runs at an even pace, or at the slower one that the others keep, and does to each what its kind needs. Resolves when all is acknowledged. */
export async function startRuns(
  load: Load,
  { runs, seconds }: { runs: number; seconds: number },
  pace: Pace,
  started: Started[],
): Promise<void> {
  const plans = Array.from({ length: runs }, (_, n) => planRun(load, n));
  const began = performance.now();
  const lives: Promise<void>[] = [];
  for (const plan of plans) {
    const early = began + (plan.n * seconds * 1000) / runs - performance.now();
    if (early > 0) await delay(early);
    while (mustWait(pace, plan.n / runs)) await delay(100);
    pace.begun++;
    lives.push(live(load, plan, pace, started));
  }
  await Promise.all(lives);
}

function mustWait({ open, asking, nextHarm }: Pace, share: number): boolean {
  return open >= MOST_OPEN || asking >= MOST_ASKING || share > nextHarm + AHEAD;
}

interface RunPlan {
  n: number;
  kind: KindName;
  conversation: string;
  host: string;
  callback: boolean;
  /** Asked for twice at the same moment, as by a client that lost patience. */
  twice: boolean;
  /** When its signal comes, or its cancellation. */
  afterMs: number;
}

function planRun({ receiver, random, conversations }: Load, n: number): RunPlan {
  const names = Object.keys(KINDS) as KindName[];
  // The first of each kind come whatever chance says.
  const kind =
    names[n] ?? random.pick(names.flatMap((name) => Array<KindName>(KINDS[name].weight).fill(name)));
  return {
    n,
    kind,
    conversation: random.pick(conversations),
    host: random.pick(receiver.hosts),
    callback: random.chance(0.3),
    twice: random.chance(0.1),
    afterMs: random.int(2_000),
  };
}

async function live({ client }: Load, plan: RunPlan, pace: Pace, started: Started[]): Promise<void> {
  const { n, kind, conversation, host, callback } = plan;
  const start = () =>
    client.ask<{ id: string }>({
      method: "POST",
      path: "/runs",
      key: `start ${n}`,
      body: {
        workflow: kind,
        input: { n, conversation, host },
        ...(callback ? { callbackUrl: `${host}/callback` } : {}),
      },
    });
  pace.asking++;
  const answers = await Promise.all(plan.twice ? [start(), start()] : [start()]);
  pace.asking--;
  // Each answer is a claim that this run exists; the judge holds all of them to it.
  for (const runId of new Set(answers.map(({ id }) => id))) started.push({ n, kind, runId, callback });
  const runId = answers[0]?.id as string;
  if (kind === "signalled") {
    await delay(plan.afterMs);
    const body = { name: "go", data: { n } };
    await client.ask({ method: "POST", path: `/runs/${runId}/signals`, key: `signal ${n}`, body });
  }
  if (kind === "cancelled") {
    await delay(plan.afterMs);
    await client.ask({ method: "POST", path: `/runs/${runId}/cancel`, key: `cancel ${n}`, body: {} });
  }
}

/** People who answer what is theirs to answer and try stuck steps again, for as long as there is work. */
export async function work({ client, receiver }: Load, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await answerTasks(client);
    await retryStuck(client, receiver);
    await delay(300);
  }
}

async function answerTasks(client: Client): Promise<void> {
  const path = "/tasks?view=open&limit=200";
  const { data } = await client.ask<{ data: { id: string; title: string }[] }>({ method: "GET", path });
  const mine = data.filter(({ title }) => title.startsWith("Answer "));
  await Promise.all(
    mine.map(async ({ id, title }) => {
      const body = { formData: { answer: `yes to ${title.split(" ")[1]}` } };
      await client.ask({ method: "POST", path: `/tasks/${id}/complete`, key: `answer ${id}`, body });
    }),
  );
}

interface Letter {
  runId: string;
  key: string;
  attempts: number;
  error: { code: string };
  input: { body?: { n: number } } | null;
}

/** Those that were refused, and those whose workers were killed three times over. */
async function retryStuck(client: Client, receiver: Receiver): Promise<void> {
  const { data } = await client.ask<{ data: Letter[] }>({ method: "GET", path: "/dead-letters?limit=200" });
  for (const { runId, key, attempts, input } of data) {
    receiver.relent(input?.body?.n ?? -1);
    const wanted = {
      method: "POST",
      path: `/runs/${runId}/retry`,
      key: `retry ${runId} ${key} ${attempts}`,
    } as const;
    await client.ask({ ...wanted, body: { key } }).catch((error: unknown) => {
      // An earlier attempt of this request has done it.
      if (!(error instanceof Refused && error.status === 409)) throw error;
    });
  }
}
