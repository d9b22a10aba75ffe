/**
 * The promises of the engine, played out: thousands of random definitions, each under a random schedule of jobs, people,
 * signals, timers, duplicates, delays and crashes. `ORKESTRA_SIMULATIONS` sets how many; a failure names its seed, and
 * `ORKESTRA_SIMULATION_SEED` plays that one again.
 */
import { describe, expect, it } from "vitest";
import { advance } from "../advance";
import type { StepContext } from "../context";
import { type Waiting, waitingFor } from "../describe";
import type { RunEvent } from "../events";
import { isObject } from "../json";
import { replay } from "../replay";
import { hasEnded } from "../state";
import { stepKinds } from "../steps";
import { traceOf } from "../trace";
import { randomDefinition, SIGNALS } from "./definitions";
import {
  anything,
  forkOf,
  someChild,
  someDecision,
  someEvent,
  someJob,
  someSignal,
  someTask,
  someTimer,
} from "./moves";
import { type Random, randomFrom } from "./random";
import { checkRows, promise } from "./rows";
import { createWorld, deliver, type World } from "./world";

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
    items: [1, 2],
  };
  const timeoutMs = random.chance(0.2) ? { timeoutMs: random.pick([30_000, 600_000]) } : {};
  const started = { at: world.now, runId: "r1", workflow: "simulated", input, ...timeoutMs };
  const start: RunEvent = { type: "run.started", ...started };
  while (!world.rows.state) deliver(world, start, "due");
  const moves = 5 + random.int(60);
  for (let move = 0; move < moves; move++) {
    world.now += random.int(20_000);
    anything(world);
    checkRows(world);
    checkJoins(world);
    if (random.chance(0.1)) checkReplay(world);
  }
  if (random.chance(0.3)) playFork(world);
  settleEverything(world);
  checkReplay(world);
  checkEnd(world);
  checkCompensations(world);
  return world.rows.state?.status ?? "never started";
}

/** A run forked from any point goes its own way, under its own accidents, and so does a fork of the fork. */
function playFork(world: World, generation = 1) {
  const fork = forkOf(world);
  for (let move = world.random.int(20); move > 0; move--) {
    fork.now += fork.random.int(20_000);
    anything(fork);
    checkRows(fork);
    checkJoins(fork);
  }
  if (generation < 3 && fork.random.chance(0.3)) playFork(fork, generation + 1);
  settleEverything(fork);
  checkReplay(fork);
}

/** Nothing gets lost from here on: jobs are done, people answer and decide, time passes, and awaited signals come. */
function settleEverything(world: World) {
  world.crashes = 0;
  for (let move = 0; move < 4_000; move++) {
    const { state } = world.rows;
    if (!state || hasEnded(state)) return;
    const waiting = waitingFor(state, world.definition);
    const [first] = waiting;
    if (!state.paused) expect(first?.reason, "a run says what it waits for").toMatch(/^Step "/);
    if (state.paused) deliver(world, { type: "run.resumed", at: world.now, by: "tester" }, "due");
    else if (world.rows.jobs.size > 0) someJob(world);
    else settleOne(world, waiting[world.random.int(waiting.length)], move);
    checkRows(world);
  }
  throw new Error(`The run does not end: ${JSON.stringify(world.rows.state?.active)}`);
}

function settleOne(world: World, waiting: Waiting | undefined, move: number) {
  const { now: at } = world;
  if (waiting?.for === "signal" && waiting.until === undefined) {
    for (const correlation of ["", "k1", ...SIGNALS])
      if (world.rows.state && !hasEnded(world.rows.state))
        someSignal(world, waiting.signal ?? "", correlation);
  } else if (waiting?.for === "task") someTask(world);
  else if (waiting?.for === "child") someChild(world);
  else if (waiting?.for === "event") someEvent(world);
  else if (waiting?.for !== "decision") someTimer(world);
  else if (move < 1_000) someDecision(world);
  else deliver(world, { type: "run.failed", at, key: waiting.key, by: "tester" }, "due");
}

function checkReplay(world: World) {
  const { events, state } = world.rows;
  const again = replay(world.definition, JSON.parse(JSON.stringify(events)) as RunEvent[]);
  expect(again).toEqual(JSON.parse(JSON.stringify(state)));
  checkTrace(world);
}

/** What a run's page shows: every visit once, in one piece, and open as long as something goes on in it. */
function checkTrace(world: World) {
  const { events, state } = world.rows;
  const visits = traceOf(world.definition, events);
  const keys = new Set(visits.map(({ key }) => key));
  promise(keys.size === visits.length, "a visit is begun once");
  const open = visits.filter(({ end }) => end === undefined).map(({ key }) => key);
  expect(open.sort(), "visits that are open").toEqual(Object.keys(state?.active ?? {}).sort());
  for (const { key, from, entered, left, spans } of visits) {
    promise(from === undefined || keys.has(from), `${key} comes from a visit`);
    promise(
      spans.every(({ to }, i) => (to === undefined) === (!left && i === spans.length - 1)),
      `${key} is over`,
    );
    const times = [entered, ...spans.flatMap((span) => (span.to ? [span.from, span.to] : [span.from]))];
    promise(
      times.every(({ at }, i) => at >= (times[i - 1]?.at ?? at)),
      `${key} has its time in order`,
    );
  }
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

/**
 * What has happened is undone once, last first, when the run failed or was cancelled, also what was under way when it
 * was given up; what has not is not. And nothing is undone otherwise.
 */
function checkCompensations({ rows }: World) {
  const { completed, undone, happened, state } = rows;
  if (state?.status === "completed") {
    promise(undone.length === 0, `nothing is undone when all went well: ${undone}`);
    return;
  }
  for (const key of happened) promise(completed.includes(key), `${key} happened, so it is to be undone`);
  const due = completed.toReversed().filter((key) => happened.has(key));
  promise(undone.join() === due.join(), `all that happened is undone, last first: ${undone} of ${due}`);
}

/** A join has fired for no fewer branches than it waits for. */
function checkJoins({ rows, definition }: World) {
  const { state } = rows;
  if (!state) return;
  for (const records of [state.steps, ...Object.values(state.scopes).map(({ steps }) => steps)]) {
    for (const [id, { output }] of Object.entries(records)) {
      const step = definition.steps[id];
      if (step?.kind !== "parallel" || step.continueOnError || !isObject(output)) continue;
      // A person has given it.
      if ("skipped" in output) continue;
      const outcome = stepKinds.parallel.enter(
        {} as StepContext,
        step as Parameters<typeof stepKinds.parallel.enter>[1],
      );
      const needed = outcome.do === "fork" ? outcome.needed : 0;
      promise(Object.keys(output).length >= needed, `the join of ${id} waits for ${needed} branches`);
    }
  }
}
