import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "@/server/engine/core/simulation/random";
import { freePort } from "@/server/launch/postgres";

export type Role = "web" | "worker";

const SKEW = join(process.cwd(), "server/testing/chaos/skew.mjs");
/** Clocks are wrong by so much at most. */
const SKEW_MS = 5 * 60_000;

/** A place in the fleet: when its process is killed another takes it, on the same port. */
interface Place {
  role: Role;
  port: number;
  child: ChildProcess | undefined;
  /** Somebody is doing something to it already. */
  taken: boolean;
  frozen: boolean;
}

export interface Fleet {
  /** Kills a process of this role without warning; the next one comes after `pauseMs`. */
  kill(role: Role, pauseMs: number): Promise<void>;
  /** Lets a worker stand still for so long, as a machine does that swaps or is moved, and then go on. */
  freeze(ms: number): Promise<void>;
  /** Kills every worker, and starts them again after so long. */
  darken(ms: number): Promise<void>;
  /** Whether there is a worker that works. */
  isWorking(): boolean;
  /** Waits until at most one process is missing. */
  whole(): Promise<void>;
  /** The address of one of the web processes, whether it is up or not. */
  address(): string;
  readonly killed: Record<Role, number>;
  /** Processes that ended though nobody killed them. */
  readonly deserters: string[];
  close(): Promise<void>;
}

interface Options {
  bundle: string;
  databaseUrl: string;
  /** What the processes say is kept here. */
  log: string;
  workers: number;
  webs: number;
  random: Random;
}

/** Starts so many web processes and workers, each with a clock that is wrong by up to five minutes. */
export async function openFleet({ workers, webs, random, ...start }: Options): Promise<Fleet> {
  const places: Place[] = [];
  const killed = { web: 0, worker: 0 };
  const deserters: string[] = [];
  let closed = false;

  /** An attempt fails while the database is away, as the product's own start does; whoever runs it tries again. */
  async function fill(place: Place): Promise<void> {
    while (!closed) {
      const child = launch(place, start, skewOf(random));
      const up = await Promise.race([
        once(child, "message").then(() => true),
        once(child, "exit").then(() => false),
      ]);
      if (!up) {
        await delay(300);
        continue;
      }
      place.child = child;
      child.once("exit", (code, signal) => {
        if (place.child !== child) return;
        place.child = undefined;
        deserters.push(`${place.role} ${child.pid} ended by itself (${signal ?? code})`);
        if (!closed) void fill(place);
      });
      if (closed) await end(place);
      return;
    }
  }

  /** Waits for one that is up and left alone. */
  async function take(role: Role): Promise<Place> {
    for (;;) {
      const free = places.filter((place) => place.role === role && place.child && !place.taken);
      if (free.length > 0) {
        const place = random.pick(free);
        place.taken = true;
        return place;
      }
      await delay(50);
    }
  }

  for (let n = 0; n < workers + webs; n++) {
    const role = n < workers ? "worker" : "web";
    places.push({ role, port: await freePort(), child: undefined, taken: false, frozen: false });
  }
  await Promise.all(places.map(fill));
  const addresses = places.filter(({ role }) => role === "web").map(({ port }) => `http://127.0.0.1:${port}`);

  return {
    killed,
    deserters,
    address: () => addresses[Math.floor(Math.random() * addresses.length)] as string,
    isWorking: () => places.some(({ role, child, frozen }) => role === "worker" && child && !frozen),
    async whole() {
      while (places.filter(({ child }) => !child).length > 1) await delay(50);
    },
    async kill(role, pauseMs) {
      const place = await take(role);
      await end(place);
      killed[role]++;
      await delay(pauseMs);
      await fill(place);
      place.taken = false;
    },
    async freeze(ms) {
      const place = await take("worker");
      place.frozen = true;
      place.child?.kill("SIGSTOP");
      await delay(ms);
      place.child?.kill("SIGCONT");
      place.frozen = false;
      place.taken = false;
    },
    async darken(ms) {
      const all = places.filter(({ role }) => role === "worker");
      const free = await Promise.all(all.map(() => take("worker")));
      await Promise.all(free.map(end));
      killed.worker += free.length;
      await delay(ms);
      await Promise.all(free.map(fill));
      for (const place of free) place.taken = false;
    },
    async close() {
      closed = true;
      await Promise.all(places.map(end));
    },
  };
}

function skewOf(random: Random): number {
  return Math.round((random.next() * 2 - 1) * SKEW_MS);
}

function launch(
  place: Place,
  { bundle, databaseUrl, log }: Omit<Options, "workers" | "webs" | "random">,
  skew: number,
) {
  const out = openSync(log, "a");
  return fork(bundle, {
    execArgv: ["--import", SKEW, "--enable-source-maps"],
    stdio: ["ignore", out, out, "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      ORKESTRA_ROLE: place.role,
      PORT: String(place.port),
      HOST: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: "warn",
      NEXTAUTH_SECRET: "a-secret-that-only-the-chaos-knows",
      NEXTAUTH_URL: "http://127.0.0.1:3000",
      ORKESTRA_RATE_LIMIT: "10000000",
      ORKESTRA_ALLOW_PRIVATE_NETWORK: "1",
      ORKESTRA_CHAOS_SKEW_MS: String(skew),
    },
  });
}

/** SIGKILL: no clean-up of any kind. */
async function end(place: Place): Promise<void> {
  const { child } = place;
  place.child = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
