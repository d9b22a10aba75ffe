/** The rows that a shell would keep, and whether they tell the same story as the state. */
import { waitsForPeople } from "../clock";
import type { Effect, ExecuteStep } from "../effects";
import type { RunEvent } from "../events";
import { type Json, jsonSize } from "../json";
import { alternativeKey } from "../release";
import { type Activation, hasEnded, RUN_KEY, type RunState } from "../state";

interface TimerRow {
  key: string;
  timer: string;
  attempt: number;
  dueAt: number;
}

/** What is committed. Maps are copied to take a snapshot; what is in them never changes. */
export interface Rows {
  state: RunState | null;
  events: RunEvent[];
  effects: Set<string>;
  jobs: Map<string, ExecuteStep>;
  timers: Map<string, TimerRow>;
  tasks: Map<string, "open" | "closed">;
  /** Runs that were started, by key and attempt. */
  children: Map<string, "open" | "ending" | "closed">;
  subscriptions: Set<string>;
  settled: Set<string>;
  /** Keys of steps that are to be compensated when the run is about to end, and of those whose compensation has begun. */
  completed: string[];
  undone: string[];
  /** Keys of steps with a compensation that have happened, or may have. */
  happened: Set<string>;
}

export function noRows(): Rows {
  return {
    state: null,
    events: [],
    effects: new Set(),
    jobs: new Map(),
    timers: new Map(),
    tasks: new Map(),
    children: new Map(),
    subscriptions: new Set(),
    settled: new Set(),
    completed: [],
    undone: [],
    happened: new Set(),
  };
}

export const copyOf = (rows: Rows): Rows => ({
  state: rows.state,
  events: [...rows.events],
  effects: new Set(rows.effects),
  jobs: new Map(rows.jobs),
  timers: new Map(rows.timers),
  tasks: new Map(rows.tasks),
  children: new Map(rows.children),
  subscriptions: new Set(rows.subscriptions),
  settled: new Set(rows.settled),
  completed: [...rows.completed],
  undone: [...rows.undone],
  happened: new Set(rows.happened),
});

/** A promise of the engine, which is broken when it does not hold. */
export function promise(holds: boolean, what: string) {
  if (!holds) throw new Error(`Broken promise: ${what}`);
}

/** What an event came from is over: its job, timer, task or child. */
export function settleOrigin(rows: Rows, event: RunEvent) {
  if (event.type === "step.succeeded" || event.type === "step.failed")
    rows.jobs.delete(`${event.key} ${event.attempt}`);
  if (event.type === "timer.fired") rows.timers.delete(`${event.key} ${event.timer}`);
  const closes =
    event.type.startsWith("task.") || (event.type === "step.failed" && rows.tasks.has(event.key));
  if (closes && "key" in event) rows.tasks.set(event.key, "closed");
  if (event.type === "child.finished" || event.type === "step.failed") {
    const child = `${event.key} ${event.attempt}`;
    if (rows.children.has(child)) rows.children.set(child, "closed");
  }
}

/** Carries an effect out as rows. */
export function write(rows: Rows, effect: Effect) {
  const name = effectName(effect);
  // Those without an attempt of their own may come again with the next: what they act on must be there again, below.
  if (!["subscribe", "unsubscribe", "closeTask", "clearTimer"].includes(effect.type))
    promise(!rows.effects.has(name), `an effect is ordered once: ${name}`);
  rows.effects.add(name);
  switch (effect.type) {
    case "executeStep":
      noteUndone(rows, effect);
      rows.jobs.set(`${effect.key} ${effect.attempt}`, effect);
      break;
    case "abandonStep":
      // What is to be told is told by the world.
      if (!effect.tell) rows.jobs.delete(`${effect.key} ${effect.attempt}`);
      break;
    case "openTask":
      promise(rows.tasks.get(effect.key) !== "open", "a task is open once");
      rows.tasks.set(effect.key, "open");
      break;
    case "closeTask":
      promise(rows.tasks.get(effect.key) === "open", "only an open task is closed");
      rows.tasks.set(effect.key, "closed");
      break;
    case "startChild":
      rows.children.set(`${effect.key} ${effect.attempt}`, "open");
      break;
    case "cancelChild": {
      const child = `${effect.key} ${effect.attempt}`;
      promise(rows.children.get(child) === "open", "only an open child is cancelled");
      rows.children.set(child, awaitedOf(rows.state).includes(child) ? "ending" : "closed");
      break;
    }
    case "subscribe":
      promise(!rows.subscriptions.has(effect.key), "a subscription is there once");
      rows.subscriptions.add(effect.key);
      break;
    case "unsubscribe":
      promise(rows.subscriptions.delete(effect.key), "only a subscription is ended");
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

/** The first attempt of a compensation tells which completed step it is for. */
function noteUndone(rows: Rows, { key, attempt }: ExecuteStep) {
  const scope = /@(@undo\.\d+)$/.exec(key)?.[1];
  if (scope === undefined || attempt > 1 || !/#1@/.test(key)) return;
  const name = rows.state?.scopes[scope]?.name ?? "nothing";
  promise(!rows.undone.includes(name), `a step is compensated once: ${name}`);
  rows.undone.push(name);
}

function effectName(effect: Effect): string {
  if (effect.type === "finishRun") return effect.type;
  const attempt = "attempt" in effect ? effect.attempt : "";
  return [effect.type, effect.key, "timer" in effect ? effect.timer : "", attempt].join(" ");
}

/** Rows and state must tell the same story after every commit. */
export function checkRows({ rows, now }: { rows: Rows; now: number }) {
  const { state } = rows;
  if (!state) return;
  const open = Object.values(state.active);
  const timers = open.flatMap(({ key, timers: set }) => Object.keys(set).map((timer) => `${key} ${timer}`));
  if (state.clock?.dueAt !== undefined) timers.push(`${RUN_KEY} timeout`);
  same("timers", [...rows.timers.keys()], timers);
  const executing = open.filter(({ phase }) => phase === "executing");
  const out = executing.filter(({ heard }) => !heard);
  const awaited = awaitedOf(state);
  same(
    "jobs",
    [...rows.jobs.keys()],
    out
      .map(({ key, attempt }) => `${key} ${attempt}`)
      .concat(awaited.filter((one) => !rows.children.has(one))),
  );
  for (const one of awaited)
    promise(rows.children.get(one) !== "closed", `what is waited for is still to come: ${one}`);
  const openOf = (map: Map<string, string>) =>
    [...map].filter(([, status]) => status === "open").map(([key]) => key);
  same("tasks", openOf(rows.tasks), open.flatMap(tasksOf));
  const children = open.filter(({ awaits }) => awaits?.for === "child" && !awaits.over);
  same(
    "children",
    openOf(rows.children),
    children.map(({ key, attempt }) => `${key} ${attempt}`),
  );
  same("subscriptions", [...rows.subscriptions], open.flatMap(subscriptionsOf));
  promise(state.bytes === bytesOf(state), `bytes are counted: ${state.bytes} for ${bytesOf(state)}`);
  checkStatus(state, now);
}

function checkStatus(state: RunState, now: number) {
  const open = Object.values(state.active);
  if (hasEnded(state)) {
    promise(open.length === 0, "nothing is open after the end");
    promise(Object.keys(state.scopes).length === 0, "no branch is left after the end");
    promise((state.endedAt ?? Number.POSITIVE_INFINITY) <= now, "the end is not in the future");
    return;
  }
  const isEnding = state.ending !== undefined && (awaitedOf(state).length > 0 || state.paused !== undefined);
  promise(open.length > 0 || isEnding, "a run that has not ended waits for something");
  const { clock } = state;
  const stands = state.paused !== undefined || waitsForPeople(state);
  if (clock) promise((clock.left !== undefined) === stands, "the run's time stands still for people alone");
  if (clock?.dueAt === undefined && clock?.left === undefined)
    promise(clock === undefined, "a clock says when, or how long");
  const isStuck = open.some(({ phase }) => phase === "stuck");
  const isOut = open.some(({ phase }) => phase === "executing");
  const status = isStuck ? "stuck" : isOut || open.length === 0 ? "running" : "waiting";
  promise(state.status === status, `the status says what goes on: ${state.status}`);
  for (const { key, fork, branch } of open) {
    promise(branch === "" || state.scopes[branch] !== undefined, `${key} stands in a branch that is there`);
    if (fork) checkFork(state, key, fork);
  }
}

/** Branches of a fork are open, arrived or failed, and each is so once; no more at a time than are allowed. */
function checkFork(state: RunState, key: string, fork: NonNullable<Activation["fork"]>) {
  const open = Object.values(state.scopes).filter((scope) => scope.fork === key && !scope.over);
  const [results, failed] = [Object.keys(fork.results), Object.keys(fork.failed)];
  const names = [...open.map(({ name }) => name), ...results, ...failed];
  promise(new Set(names).size === names.length, `a branch is in one place: ${names}`);
  promise(names.length === fork.begun, `every branch that was begun is somewhere: ${names}`);
  promise(open.length > 0 && open.length <= fork.atOnce, "as many branches are open as may be");
}

/** What was given up and will tell what it did, by key and attempt. */
function awaitedOf(state: RunState | null): string[] {
  return (state?.completed ?? []).flatMap(({ key, awaited }) =>
    awaited ? [`${key} ${awaited.attempt}`] : [],
  );
}

function tasksOf(activation: Activation): string[] {
  const { key, awaits } = activation;
  if (awaits?.for === "task") return awaits.over ? [] : [key];
  if (awaits?.for !== "first") return [];
  return awaits.of.flatMap((one, index) =>
    one.for === "task" && !one.over ? [alternativeKey(activation, index)] : [],
  );
}

function subscriptionsOf(activation: Activation): string[] {
  const { awaits } = activation;
  if (awaits?.for !== "first") return [];
  return awaits.of.flatMap((one, index) => (one.for === "event" ? [alternativeKey(activation, index)] : []));
}

function same(what: string, rows: string[], state: string[]) {
  const [left, right] = [rows, state].map((names) => names.sort().join(", "));
  promise(left === right, `rows and state agree on ${what}: ${left} / ${right}`);
}

function bytesOf(state: RunState): number {
  const parts: (Json | undefined)[] = [state.input, state.output];
  for (const steps of [state.steps, ...Object.values(state.scopes).map((scope) => scope.steps)])
    for (const { output } of Object.values(steps)) parts.push(output);
  for (const { item } of Object.values(state.scopes)) parts.push(item);
  for (const { request, fork } of Object.values(state.active)) {
    parts.push(request, fork?.items, ...Object.values(fork?.results ?? {}));
  }
  for (const { output } of state.completed) parts.push(output);
  for (const event of state.paused?.kept ?? []) parts.push(event as unknown as Json);
  let total = parts.reduce<number>((sum, part) => sum + jsonSize(part), 0);
  for (const [name, value] of Object.entries(state.vars)) total += jsonSize(name) + jsonSize(value);
  for (const { name, data, correlation = "" } of state.signals)
    total += name.length + correlation.length + jsonSize(data);
  return total;
}
