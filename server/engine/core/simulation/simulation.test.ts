/**
 * The promises of the engine, played out: thousands of random definitions, each under a random schedule of jobs, people,
 * signals, timers, duplicates, delays and crashes. `ORKESTRA_SIMULATIONS` sets how many; a failure names its seed, and
 * `ORKESTRA_SIMULATION_SEED` plays that one again.
 */
import { describe, expect, it } from "vitest";
import { advance } from "../advance";
import { waitingFor } from "../describe";
import type { RunEvent } from "../events";
import { replay } from "../replay";
import { hasEnded } from "../state";
import { randomDefinition, SIGNALS } from "./definitions";
import { type Random, randomFrom } from "./random";
import { checkRows, createWorld, deliver, outcomeOf, type World } from "./world";

const count = Number(process.env.ORKESTRA_SIMULATIONS ?? 3_000);
const onlySeed = process.env.ORKESTRA_SIMULATION_SEED;

describe("simulation", () => {
  it("keeps every promise under random definitions and schedules", { timeout: 120_000 + count * 50 }, () => {
    const seeds =
      onlySeed === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(onlySeed)];
    const endings: Record<string, number> = {};
    for (const seed of seeds) {
      try {
        const status = play(randomFrom(seed * 7_919));
        endings[status] = (endings[status] ?? 0) + 1;
      } catch (error) {
        throw new Error(`Play it again with ORKESTRA_SIMULATION_SEED=${seed}: ${messageOf(error)}`, {
          cause: error,
        });
      }
    }
    // The simulation shows little unless runs really end in every way.
    if (seeds.length >= 500) {
      for (const status of ["completed", "failed", "cancelled"])
        expect(endings[status] ?? 0, status).toBeGreaterThan(20);
    }
  });
});

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : `${error}`;
}

function play(random: Random): string {
  const world = createWorld(randomDefinition(random), random);
  const input = {
    n: random.int(10),
    delay: random.pick(["20s", "5m", "soon"]),
    signal: random.pick(SIGNALS),
    text: "",
  };
  const start: RunEvent = { type: "run.started", at: world.now, runId: "r1", workflow: "simulated", input };
  while (!world.rows.state) deliver(world, start, "due");
  const moves = 5 + random.int(60);
  for (let move = 0; move < moves; move++) {
    world.now += random.int(20_000);
    anything(world);
    checkRows(world);
    if (random.chance(0.1)) checkReplay(world);
  }
  settleEverything(world);
  checkReplay(world);
  checkEnd(world);
  return world.rows.state?.status ?? "never started";
}

/** One random thing happens. */
function anything(world: World) {
  const { random } = world;
  const roll = random.next();
  if (roll < 0.35) someJob(world);
  else if (roll < 0.5) someTask(world);
  else if (roll < 0.65) someTimer(world);
  else if (roll < 0.75) someSignal(world, random.pick(SIGNALS));
  else if (roll < 0.93) someStray(world);
  else if (roll < 0.94) cancel(world);
  else someNonsense(world);
}

function cancel(world: World) {
  const ended = world.rows.state ? hasEnded(world.rows.state) : true;
  deliver(
    world,
    { type: "run.cancelled", at: world.now, reason: "Enough", by: "tester" },
    ended ? "never" : "due",
  );
}

function someJob(world: World) {
  const job = [...world.rows.jobs.values()][0];
  if (job) deliver(world, outcomeOf(world, job), "due");
}

function someTask(world: World) {
  const { random, now: at } = world;
  const key = [...world.rows.tasks].find(([, status]) => status === "open")?.[0];
  if (key === undefined) return;
  const failed: RunEvent = {
    type: "step.failed",
    at,
    key,
    attempt: attemptOf(world, key),
    error: { message: "No such team" },
  };
  const events: RunEvent[] = [
    { type: "task.completed", at, key, output: { answer: "yes", answeredBy: { id: "u1" } } },
    { type: "task.completed", at, key, output: { answer: "no", answeredBy: { id: "u2" } } },
    { type: "task.expired", at, key },
    { type: "task.cancelled", at, key, reason: "Not needed" },
    failed,
  ];
  deliver(world, random.pick(events), "due");
}

function attemptOf(world: World, key: string): number {
  return world.rows.state?.active[key]?.attempt ?? 1;
}

/** The next timer fires, at its time or late; now and then time jumps to it. */
function someTimer(world: World) {
  const timers = [...world.rows.timers.values()].sort((one, other) => one.dueAt - other.dueAt);
  const [first] = timers;
  if (!first) return;
  if (first.dueAt > world.now && world.random.chance(0.5)) world.now = first.dueAt;
  if (first.dueAt > world.now) return;
  const { key, timer, attempt } = first;
  deliver(world, { type: "timer.fired", at: world.now, key, timer, attempt }, "due");
}

function someSignal(world: World, name: string) {
  const signalId = `signal-${++world.signals}`;
  const ended = world.rows.state ? hasEnded(world.rows.state) : true;
  deliver(
    world,
    { type: "signal.received", at: world.now, signalId, name, data: { no: world.signals } },
    ended ? "never" : "due",
  );
}

/** Something that was delivered before, or was lost in a crash, comes again. */
function someStray(world: World) {
  if (world.strays.length > 0) deliver(world, { ...world.random.pick(world.strays), at: world.now }, "again");
}

/** Events that nothing has asked for: unknown keys, attempts to come, the wrong event for what a step waits for. */
function someNonsense(world: World) {
  const { random, now: at } = world;
  const key = `${random.pick(["s0", "s1", "nowhere", "constructor"])}#${50 + random.int(9)}`;
  deliver(world, { type: "task.expired", at, key }, "never");
  const active = Object.values(world.rows.state?.active ?? {})[0];
  if (!active) return;
  const { key: there, attempt, phase, awaits } = active;
  const error = { message: "It went wrong" };
  deliver(world, { type: "timer.fired", at, key: there, timer: "toString", attempt }, "never");
  deliver(world, { type: "step.succeeded", at, key: there, attempt: attempt + 1, output: null }, "never");
  if (phase !== "executing")
    deliver(world, { type: "step.succeeded", at, key: there, attempt, output: null }, "never");
  if (awaits?.for === "task") return;
  deliver(world, { type: "task.completed", at, key: there, output: { answeredBy: null } }, "never");
  if (phase !== "executing") deliver(world, { type: "step.failed", at, key: there, attempt, error }, "never");
}

/** Nothing gets lost from here on: jobs are done, people answer, time passes, and awaited signals come. */
function settleEverything(world: World) {
  world.crashes = 0;
  for (let move = 0; move < 2_000; move++) {
    const { state } = world.rows;
    if (!state || hasEnded(state)) return;
    const [waiting] = waitingFor(state, world.definition);
    expect(waiting?.reason, "a run says what it waits for").toMatch(/^Step "/);
    if (waiting?.for === "signal" && waiting.until === undefined) someSignal(world, waiting.signal ?? "");
    else if (world.rows.jobs.size > 0) someJob(world);
    else if (waiting?.for === "task") someTask(world);
    else someTimer(world);
    checkRows(world);
  }
  throw new Error(`The run does not end: ${JSON.stringify(world.rows.state?.active)}`);
}

function checkReplay(world: World) {
  const { events, state } = world.rows;
  const again = replay(world.definition, JSON.parse(JSON.stringify(events)) as RunEvent[]);
  expect(again).toEqual(JSON.parse(JSON.stringify(state)));
}

function checkEnd(world: World) {
  const { state } = world.rows;
  if (!state || !hasEnded(state)) throw new Error("The run has not ended");
  expect(world.rows.effects.has("finishRun")).toBe(true);
  for (const event of world.strays) {
    const result = advance(world.definition, state, { ...event, at: world.now });
    expect(result).toMatchObject({ applied: false, effects: [] });
    expect(result.state).toBe(state);
  }
}
