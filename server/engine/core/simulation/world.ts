/**
 * A model of the shell and of the world around it: rows that commit together or not at all, jobs that are delivered at
 * least once, timers that fire late or twice, people, signals, and crashes. Outcomes that were delivered once are kept
 * and delivered again later, as a slow network or a paused process would.
 */
import { advance } from "../advance";
import type { Definition } from "../definition";
import type { Effect, ExecuteStep } from "../effects";
import type { RunEvent } from "../events";
import { type Json, jsonSize } from "../json";
import { hasEnded, type RunState } from "../state";
import type { Random } from "./random";

/** What is committed. Maps are copied to take a snapshot; what is in them never changes. */
interface Rows {
  state: RunState | null;
  events: RunEvent[];
  effects: Set<string>;
  jobs: Map<string, ExecuteStep>;
  timers: Map<string, { key: string; timer: string; attempt: number; dueAt: number }>;
  tasks: Map<string, "open" | "closed">;
  settled: Set<string>;
}

/** A promise of the engine, which is broken when it does not hold. */
export function promise(holds: boolean, what: string) {
  if (!holds) throw new Error(`Broken promise: ${what}`);
}

class Crash extends Error {}

const copyOf = (rows: Rows): Rows => ({
  state: rows.state,
  events: [...rows.events],
  effects: new Set(rows.effects),
  jobs: new Map(rows.jobs),
  timers: new Map(rows.timers),
  tasks: new Map(rows.tasks),
  settled: new Set(rows.settled),
});

export type Due = "due" | "again" | "never";

export interface World {
  rows: Rows;
  now: number;
  readonly definition: Definition;
  readonly random: Random;
  /** Deliveries that were made, or lost, and may come again. */
  readonly strays: RunEvent[];
  /** 0 switches crashes off. */
  crashes: number;
  signals: number;
}

export function createWorld(definition: Definition, random: Random): World {
  const rows: Rows = {
    state: null,
    events: [],
    effects: new Set(),
    jobs: new Map(),
    timers: new Map(),
    tasks: new Map(),
    settled: new Set(),
  };
  const now = 1_767_225_600_000;
  return { rows, now, definition: deepFreeze(definition), random, strays: [], crashes: 0.04, signals: 0 };
}

/** By what a second delivery of an event is known. */
function identity(event: RunEvent): string {
  switch (event.type) {
    case "step.succeeded":
    case "step.failed":
      return `outcome ${event.key} ${event.attempt}`;
    case "timer.fired":
      return `timer ${event.key} ${event.timer} ${event.attempt}`;
    case "signal.received":
      return `signal ${event.signalId}`;
    case "task.completed":
    case "task.expired":
    case "task.cancelled":
      return `task ${event.key}`;
    default:
      return event.type;
  }
}

/**
 * Delivers an event in a transaction that a crash may undo, in which case it is delivered again later.
 * @param due whether the run must take it, since the job, task or timer it comes from is live in the rows; whether it
 * must refuse it, since nothing has asked for it; or whether it is a repetition, which depends on what happened before
 */
export function deliver(world: World, event: RunEvent, due: Due): void {
  const before = world.rows;
  world.rows = copyOf(before);
  if (due !== "never") world.strays.push(event);
  try {
    fold(world, deepFreeze(event), due);
    crashPoint(world);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    world.rows = before;
  }
}

function crashPoint(world: World) {
  if (world.crashes > 0 && world.random.chance(world.crashes)) throw new Crash();
}

/** One event and what it orders, with all that is done at once because of it. */
function fold(world: World, event: RunEvent, due: Due) {
  const { rows, definition } = world;
  const state = rows.state && deepFreeze(stored(rows.state, world.random));
  const result = advance(definition, state, event);
  const known = rows.settled.has(identity(event));
  if (!result.applied) {
    promise(result.state === state, "a refused event leaves the state as it is");
    promise(result.effects.length === 0, "a refused event orders nothing");
    promise(due !== "due" || known, `${event.type} is due, so it is taken: ${result.reason}`);
    return;
  }
  promise(due !== "never", `nobody asked for it: ${identity(event)}`);
  promise(!known, `an event is applied once: ${identity(event)}`);
  promise(state === null || !hasEnded(state), "nothing happens after the end");
  rows.settled.add(identity(event));
  rows.state = result.state;
  crashPoint(world);
  rows.events.push(event);
  settleOrigin(rows, event);
  const here: ExecuteStep[] = [];
  for (const effect of result.effects) {
    crashPoint(world);
    write(rows, effect);
    if (effect.type === "executeStep" && effect.where === "here") here.push(effect);
  }
  for (const effect of here) fold(world, deepFreeze(outcomeOf(world, effect)), "due");
}

/** A row comes back from the database equal, but with its keys in an order of the database's own. */
function stored(state: RunState, random: Random): RunState {
  return random.chance(0.3) ? (reversed(state) as RunState) : state;
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

function settleOrigin(rows: Rows, event: RunEvent) {
  if (event.type === "step.succeeded" || event.type === "step.failed")
    rows.jobs.delete(`${event.key} ${event.attempt}`);
  if (event.type === "timer.fired") rows.timers.delete(`${event.key} ${event.timer}`);
  const closes =
    event.type.startsWith("task.") || (event.type === "step.failed" && rows.tasks.has(event.key));
  if (closes && "key" in event) rows.tasks.set(event.key, "closed");
}

function write(rows: Rows, effect: Effect) {
  const name = effectName(effect);
  promise(!rows.effects.has(name), `an effect is ordered once: ${name}`);
  rows.effects.add(name);
  switch (effect.type) {
    case "executeStep":
      rows.jobs.set(`${effect.key} ${effect.attempt}`, effect);
      break;
    case "openTask":
      rows.tasks.set(effect.key, "open");
      break;
    case "closeTask":
      promise(rows.tasks.get(effect.key) === "open", "only an open task is closed");
      rows.tasks.set(effect.key, "closed");
      break;
    case "setTimer":
      rows.timers.set(`${effect.key} ${effect.timer}`, effect);
      break;
    case "clearTimer":
      promise(rows.timers.delete(`${effect.key} ${effect.timer}`), "only a set timer is cleared");
      break;
    case "finishRun":
      rows.jobs.clear();
      break;
  }
}

function effectName(effect: Effect): string {
  if (effect.type === "finishRun") return effect.type;
  const attempt = "attempt" in effect ? effect.attempt : "";
  return [effect.type, effect.key, "timer" in effect ? effect.timer : "", attempt].join(" ");
}

/** What comes of carrying a step out: mostly success, sometimes a failure that may or may not be tried again. */
export function outcomeOf(world: World, { key, attempt, kind }: ExecuteStep): RunEvent {
  const { random, now: at } = world;
  if (random.chance(0.65)) {
    const output: Json = random.pick<Json>([null, { status: 200, body: { n: 1 } }, "text", { answer: kind }]);
    return { type: "step.succeeded", at, key, attempt, output };
  }
  const error = { message: "It went wrong", code: "went_wrong", retryable: random.chance(0.85) };
  return { type: "step.failed", at, key, attempt, error };
}

/** Rows and state must tell the same story after every commit. */
export function checkRows({ rows, now }: World) {
  const { state } = rows;
  if (!state) return;
  const open = Object.values(state.active);
  const timers = open.flatMap(({ key, timers: set }) => Object.keys(set).map((timer) => `${key} ${timer}`));
  same("timers", [...rows.timers.keys()], timers);
  const executing = open.filter(({ phase }) => phase === "executing");
  same(
    "jobs",
    [...rows.jobs.keys()],
    executing.map(({ key, attempt }) => `${key} ${attempt}`),
  );
  const tasks = [...rows.tasks].filter(([, status]) => status === "open").map(([key]) => key);
  const asking = open.filter(({ awaits }) => awaits?.for === "task").map(({ key }) => key);
  same("tasks", tasks, asking);
  promise(state.bytes === bytesOf(state), `bytes are counted: ${state.bytes} for ${bytesOf(state)}`);
  if (hasEnded(state)) {
    promise(open.length === 0, "nothing is open after the end");
    promise((state.endedAt ?? Number.POSITIVE_INFINITY) <= now, "the end is not in the future");
    return;
  }
  promise(open.length > 0, "a run that has not ended waits for something");
  promise(state.status === (executing.length > 0 ? "running" : "waiting"), "the status says what goes on");
}

function same(what: string, rows: string[], state: string[]) {
  const [left, right] = [rows, state].map((names) => names.sort().join(", "));
  promise(left === right, `rows and state agree on ${what}: ${left} / ${right}`);
}

function bytesOf(state: RunState): number {
  const parts: (Json | undefined)[] = [state.input, state.output];
  for (const { output } of Object.values(state.steps)) parts.push(output);
  for (const { request } of Object.values(state.active)) parts.push(request);
  let total = parts.reduce<number>((sum, part) => sum + jsonSize(part), 0);
  for (const [name, value] of Object.entries(state.vars)) total += jsonSize(name) + jsonSize(value);
  for (const { name, data } of state.signals) total += name.length + jsonSize(data);
  return total;
}

/** Makes every later change of the value an error. What is frozen already is known to be frozen to its bottom. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const item of Object.values(value)) deepFreeze(item);
  return Object.freeze(value);
}
