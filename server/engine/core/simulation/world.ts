/**
 * A model of the shell and of the world around it: rows that commit together or not at all, jobs that are delivered at
 * least once, timers that fire late or twice, people, signals, and crashes. Outcomes that were delivered once are kept
 * and delivered again later, as a slow network or a paused process would.
 */
import { advance } from "../advance";
import type { Definition } from "../definition";
import type { AbandonStep, ExecuteStep } from "../effects";
import type { RunEvent } from "../events";
import type { Json } from "../json";
import { hasEnded, type RunState } from "../state";
import type { Random } from "./random";
import { copyOf, noRows, promise, type Rows, settleOrigin, write } from "./rows";

class Crash extends Error {}

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
  const rows = noRows();
  const now = 1_767_225_600_000;
  return { rows, now, definition: deepFreeze(definition), random, strays: [], crashes: 0.04, signals: 0 };
}

/** By what a second delivery of an event is known; undefined for what people may do any number of times. */
function identity(event: RunEvent): string | undefined {
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
    case "child.finished":
      return `outcome ${event.key} ${event.attempt}`;
    case "event.received":
      return `event ${event.eventId} ${event.key}`;
    case "run.retried":
    case "run.skipped":
    case "run.failed":
    case "run.paused":
    case "run.resumed":
    case "run.forked":
      return undefined;
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
  if (due !== "never" && identity(event) !== undefined) world.strays.push(event);
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
  const name = identity(event);
  const known = name !== undefined && rows.settled.has(name);
  if (!result.applied) {
    promise(result.state === state, "a refused event leaves the state as it is");
    promise(result.effects.length === 0, "a refused event orders nothing");
    promise(due !== "due" || known, `${event.type} is due, so it is taken: ${result.reason}`);
    return;
  }
  promise(due !== "never", `nobody asked for it: ${name}`);
  promise(!known, `an event is applied once: ${name}`);
  promise(state === null || !hasEnded(state), "nothing happens after the end");
  if (name !== undefined) rows.settled.add(name);
  rows.state = result.state;
  noteHappened(world, event);
  if (result.state.ending && !state?.ending) rows.completed = toUndo(result.state);
  crashPoint(world);
  rows.events.push(event);
  settleOrigin(rows, event);
  const here: ExecuteStep[] = [];
  const answers: RunEvent[] = [];
  for (const effect of result.effects) {
    crashPoint(world);
    write(rows, effect);
    if (effect.type === "executeStep" && effect.where === "here") here.push(effect);
    if (effect.type === "abandonStep" && effect.tell) answers.push(...notBegun(world, effect));
  }
  // An end has taken away what would have told.
  for (const answer of answers) fold(world, deepFreeze(answer), result.state.endedAt ? "again" : "due");
  for (const effect of here) {
    // One that was taken away by the outcome of another in the same event is not waited for any more.
    const isAwaited = rows.jobs.has(`${effect.key} ${effect.attempt}`);
    fold(world, deepFreeze(outcomeOf(world, effect)), isAwaited ? "due" : "again");
  }
}

/** What is to be undone as the run begins to end, the one that was begun with it included. */
function toUndo({ completed, ending, scopes }: RunState): string[] {
  const begun = ending?.begun ? [scopes["@undo.1"]?.name ?? "nothing"] : [];
  return [...completed.map(({ key }) => key), ...begun];
}

/** What has happened to steps that can be undone, whether the run still waited for it or not. */
function noteHappened({ rows, definition }: World, event: RunEvent) {
  const happens =
    event.type === "step.succeeded" ||
    event.type === "run.skipped" ||
    (event.type === "step.failed" && event.error.unknown) ||
    (event.type === "child.finished" && event.status === "completed");
  if (!happens || !("key" in event) || event.key.includes("@undo.")) return;
  const step = definition.steps[event.key.split("#")[0] ?? ""];
  if (step && "compensate" in step && step.compensate !== undefined) rows.happened.add(event.key);
}

/** A job that is taken back before a worker has begun it says so. One that has begun comes to its outcome. */
function notBegun({ rows, random, now: at }: World, { key, attempt }: AbandonStep): RunEvent[] {
  const name = `${key} ${attempt}`;
  const job = rows.jobs.get(name);
  if (job?.where !== "job" || random.chance(0.5)) return [];
  rows.jobs.delete(name);
  const error = { message: "It was not begun", code: "not_begun", retryable: false };
  return [{ type: "step.failed", at, key, attempt, error }];
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

/** What comes of carrying a step out: mostly success, sometimes a failure that may or may not be tried again. */
export function outcomeOf(world: World, { key, attempt, kind }: ExecuteStep): RunEvent {
  const { random, now: at } = world;
  if (random.chance(0.65)) {
    const output: Json = random.pick<Json>([null, { status: 200, body: { n: 1 } }, "text", { answer: kind }]);
    return { type: "step.succeeded", at, key, attempt, output };
  }
  const error = {
    message: "It went wrong",
    code: random.pick(["went_wrong", "went_wrong", "circuit_open"]),
    retryable: random.chance(0.85),
    ...(random.chance(0.2) ? { retryAfterMs: random.int(100_000) } : {}),
    ...(random.chance(0.1) ? { unknown: true } : {}),
  };
  return { type: "step.failed", at, key, attempt, error };
}

/** Makes every later change of the value an error. What is frozen already is known to be frozen to its bottom. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const item of Object.values(value)) deepFreeze(item);
  return Object.freeze(value);
}
