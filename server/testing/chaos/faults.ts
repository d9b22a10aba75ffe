import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "@/server/engine/core/simulation/random";
import type { Fleet } from "./fleet";
import type { Ground } from "./ground";
import type { Pace } from "./pace";
import type { Plan } from "./plan";
import type { Recovery } from "./recovery";

/** Longer than a heartbeat (10 s) and the look for missed ones (5 s): others have its jobs when it goes on. */
const FREEZE_MS = 17_000;
const MAX_DARKNESS_MS = 12_000;
/** Jobs that one redelivery repeats. */
const REPEATED = 40;
/** A job's priority is its turn, in seconds. */
const SHUFFLE_SECONDS = 10;

export interface Harm {
  restarts: number;
  connectionsCut: number;
  stops: number;
  outages: number;
  redelivered: number;
}

interface Suffering {
  ground: Ground;
  fleet: Fleet;
  recovery: Recovery;
  random: Random;
  harm: Harm;
}

/** Does everything of the plan at random moments, each as often as it says. Resolves when the last is over. */
export async function doHarm(suffering: Suffering, plan: Plan, pace: Pace): Promise<void> {
  const { random, fleet } = suffering;
  /** Each at a share of the runs: what begins meanwhile is what it hits. */
  const moments: { at: number; act: () => Promise<void> }[] = [];
  /** `within`: in the first so much of each span, for what takes its time. */
  const spread = (times: number, act: (time: number) => Promise<void>, within = 1) => {
    for (let time = 0; time < times; time++) {
      moments.push({ at: (time + random.next() * within) / times, act: () => act(time) });
    }
  };
  spread(plan.kills, (time) => kill(suffering, time % 4 === 3 ? "web" : "worker"));
  spread(plan.restarts, (time) => restart(suffering, time % 2 === 0 ? "SIGQUIT" : "SIGINT"));
  spread(plan.cuts, () => cut(suffering));
  spread(plan.stops, () => freeze(suffering), 0.2);
  spread(plan.outages, () => darken(suffering, Math.min(MAX_DARKNESS_MS, plan.seconds * 250)));
  spread(plan.redeliveries, () => redeliver(suffering));

  const acts: Promise<void>[] = [];
  for (const { at, act } of moments.sort((one, other) => one.at - other.at)) {
    pace.nextHarm = at;
    while (pace.begun / plan.runs < at) await delay(20);
    // Who has just been killed shall come back before the next one is.
    await fleet.whole();
    acts.push(act());
  }
  pace.nextHarm = 1;
  await Promise.all(acts);
}

async function kill({ fleet, recovery, random }: Suffering, role: "web" | "worker"): Promise<void> {
  const killing = fleet.kill(role, random.chance(0.2) ? random.int(3_000) : 0);
  if (role === "worker") await recovery.watch();
  await killing;
}

async function freeze({ fleet, recovery, harm }: Suffering): Promise<void> {
  const frozen = fleet.freeze(FREEZE_MS);
  await recovery.watch();
  await frozen;
  harm.stops++;
}

/** Nobody is there to do what is due. */
async function darken({ fleet, recovery, harm }: Suffering, ms: number): Promise<void> {
  await fleet.darken(ms);
  await recovery.watch();
  harm.outages++;
}

/** SIGQUIT makes PostgreSQL crash, SIGINT end without waiting for anybody; whoever runs it starts it again. */
async function restart({ ground, harm }: Suffering, signal: "SIGQUIT" | "SIGINT"): Promise<void> {
  const { pid } = ground.postgres;
  process.kill(pid, signal);
  while (ground.postgres.pid === pid) await delay(50);
  await ground.ask("select 1");
  harm.restarts++;
}

async function cut({ ground, harm }: Suffering): Promise<void> {
  const cuts = await ground.ask(`select pg_terminate_backend(pid) from pg_stat_activity
    where backend_type = 'client backend' and application_name <> 'orkestra-chaos'`);
  harm.connectionsCut += cuts.length;
}

/**
 * Sends jobs again that wait, are being done, or were done, whenever they were meant for; and shuffles those that wait.
 */
async function redeliver({ ground, harm }: Suffering): Promise<void> {
  const copied = `name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
    deletion_seconds, group_id, keep_until, dead_letter, policy, heartbeat_seconds`;
  const repeated = await ground.ask(
    `insert into pgboss.job (${copied}, priority)
     select ${copied}, priority + (random() * 2 - 1) * ${SHUFFLE_SECONDS} from pgboss.job
     where state in ('created', 'retry', 'active', 'completed') and name <> 'dead'
       and created_on > now() - interval '60 seconds'
     order by random() limit ${REPEATED} returning id`,
  );
  await ground.ask(
    `update pgboss.job set priority = priority + (random() * 2 - 1) * ${SHUFFLE_SECONDS} where state = 'created'`,
  );
  harm.redelivered += repeated.length;
}
