import { setTimeout as delay } from "node:timers/promises";
import { randomFrom } from "@/server/engine/core/simulation/random";
import { type Client, openClient } from "./client";
import { doHarm, type Harm } from "./faults";
import { type Fleet, openFleet } from "./fleet";
import { type Ground, openGround, settle } from "./ground";
import { judge, type Violation } from "./judge";
import { DEFINITIONS } from "./kinds";
import { type Started, startRuns, work } from "./load";
import type { Pace } from "./pace";
import type { Plan } from "./plan";
import { openReceiver, type Receiver } from "./receiver";
import { type Recovery, watchRecovery } from "./recovery";
import { type Report, storyOf } from "./report";

/** When nothing bad happens any more, everything has come to its end within so long. */
const CALM_MS = 240_000;

interface Scene {
  plan: Plan;
  ground: Ground;
  receiver: Receiver;
  fleet: Fleet;
  client: Client;
  recovery: Recovery;
  harm: Harm;
  started: Started[];
  say: (words: string) => void;
}

/**
 * Plays the plan: real processes of the product on a real PostgreSQL do real work, while all of them, the network and
 * the outside world fail at random; then judges what is left. `story` tells what was wrong.
 */
export async function playChaos(
  plan: Plan,
  say: (words: string) => void,
): Promise<{ report: Report; story: string }> {
  const began = performance.now();
  const ground = await openGround();
  const receiver = await openReceiver(plan.seed);
  let fleet: Fleet | undefined;
  let client: Client | undefined;
  let failed = true;
  try {
    const { apiKey, conversations } = await settle(ground.postgres.url, DEFINITIONS);
    const random = randomFrom(plan.seed);
    fleet = await openFleet({
      ...ground,
      databaseUrl: ground.postgres.url,
      workers: plan.workers,
      webs: plan.webs,
      random: randomFrom(plan.seed + 1),
    });
    client = openClient(fleet.address, apiKey);
    const harm: Harm = { restarts: 0, connectionsCut: 0, stops: 0, outages: 0, redelivered: 0 };
    const recovery = watchRecovery(ground, fleet.isWorking);
    const scene: Scene = { plan, ground, receiver, fleet, client, recovery, harm, started: [], say };
    const load = { client, receiver, conversations, random: randomFrom(plan.seed + 2) };
    const stuck = await play(scene, load, random);
    await recovery.stop();
    await fleet.close();

    const verdict = await judge({ ground, started: scene.started, receiver });
    const violations = [...stuck, ...verdict.violations, ...judgeProcesses(scene)];
    failed = violations.length > 0;
    const report: Report = {
      seed: plan.seed,
      seconds: (performance.now() - began) / 1000,
      runsStarted: new Set(scene.started.map(({ n }) => n)).size,
      verdict,
      harm,
      killed: fleet.killed,
      slowestRecovery: recovery.slowestSeconds(),
      jobsGivenBack: recovery.givenBack,
      longestWaitMs: client.longestWaitMs(),
      misbehaved: receiver.misbehaved,
      callsRepeated: repeated(receiver),
      violations,
    };
    const story = failed ? `${await storyOf(ground, violations)}\nThe processes' words: ${ground.log}` : "";
    return { report, story };
  } finally {
    await client?.close();
    await fleet?.close();
    await receiver.close();
    await ground.close(failed);
  }
}

/** The work and the harm at the same time, and then the calm in which all must end. */
async function play(
  scene: Scene,
  load: Parameters<typeof startRuns>[0],
  random: ReturnType<typeof randomFrom>,
): Promise<Violation[]> {
  const { plan, ground, fleet, recovery, harm, started, say } = scene;
  const over = new AbortController();
  const pace: Pace = { begun: 0, asking: 0, open: 0, nextHarm: 0 };
  const telling = tell(scene, pace, over.signal);
  const people = work(load, over.signal);
  await Promise.all([
    startRuns(load, plan, pace, started),
    doHarm({ ground, fleet, recovery, random, harm }, plan, pace),
  ]);
  say("The harm is done; waiting for everything to end");
  const violations: Violation[] = [];
  const deadline = performance.now() + CALM_MS;
  while ((await unfinished(ground)) > 0) {
    if (performance.now() > deadline) {
      violations.push({
        wrong: "lost",
        words: `${await unfinished(ground)} things did not come to their end`,
      });
      break;
    }
    await delay(500);
  }
  over.abort();
  await Promise.all([people, telling]);
  return violations;
}

/** Runs, callbacks and jobs that are not at their end. */
async function unfinished({ ask }: Ground): Promise<number> {
  const [row] = await ask<{ n: number }>(`select (
    (select count(*) from runs where ended_at is null)
    + (select count(*) from webhook_deliveries where status = 'pending')
    + (select count(*) from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now())
  )::int as n`);
  return row?.n ?? 0;
}

/** Keeps count of what is under way, and says every ten seconds how far it all is. */
async function tell(
  { ground, started, fleet, harm, recovery, say }: Scene,
  pace: Pace,
  over: AbortSignal,
): Promise<void> {
  const began = performance.now();
  let said = began;
  while (!over.aborted) {
    const [row] = await ground.ask<{ open: number }>(
      "select count(*)::int as open from runs where ended_at is null",
    );
    pace.open = row?.open ?? 0;
    if (performance.now() - said > 10_000) {
      said = performance.now();
      const { worker, web } = fleet.killed;
      say(
        `${Math.round((said - began) / 1000)} s: ${started.length} started, ${pace.open} under way; ` +
          `${worker} workers and ${web} web processes killed, ${harm.restarts} restarts; ` +
          `slowest recovery ${recovery.slowestSeconds().toFixed(1)} s`,
      );
    }
    await delay(500, undefined, { signal: over }).catch(() => undefined);
  }
}

function judgeProcesses({ plan, fleet, recovery }: Scene): Violation[] {
  const violations: Violation[] = fleet.deserters.map((words) => ({ wrong: "wrong", words }));
  const slowest = recovery.slowestSeconds();
  if (slowest > (plan.recoverySeconds ?? Number.POSITIVE_INFINITY)) {
    violations.push({
      wrong: "wrong",
      words: `${recovery.slowestJob()}: begun again only after ${slowest.toFixed(1)} s`,
    });
  }
  return violations;
}

function repeated({ calls }: Receiver): number {
  const times = [...calls.values()].flatMap((keys) => [...keys.values()]);
  return times.reduce((sum, count) => sum + count - 1, 0);
}
