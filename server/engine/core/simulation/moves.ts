/** What may happen to a run from outside: jobs, people, time, signals, events, children, pauses, repetitions, nonsense. */
import { waitingFor } from "../describe";
import type { Decision, RunEvent } from "../events";
import type { Json } from "../json";
import { replay } from "../replay";
import { type Activation, activations, hasEnded, RUN_KEY } from "../state";
import { SIGNALS } from "./definitions";
import { checkRows } from "./rows";
import { createWorld, deepFreeze, deliver, outcomeOf, type World } from "./world";

/** One random thing happens. */
export function anything(world: World) {
  const { random } = world;
  const roll = random.next();
  if (roll < 0.3) someJob(world);
  else if (roll < 0.42) someTask(world);
  else if (roll < 0.55) someTimer(world);
  else if (roll < 0.63) someSignal(world, random.pick(SIGNALS), random.pick(["", "k1", "paid"]));
  else if (roll < 0.68) someChild(world);
  else if (roll < 0.72) someEvent(world);
  else if (roll < 0.78) someDecision(world);
  else if (roll < 0.81) pauseOrResume(world);
  else if (roll < 0.95) someStray(world);
  else if (roll < 0.96) cancel(world);
  else someNonsense(world);
}

const isOver = (world: World) => (world.rows.state ? hasEnded(world.rows.state) : true);
const open = (world: World): Activation[] => (world.rows.state ? activations(world.rows.state) : []);

function cancel(world: World) {
  const event: RunEvent = { type: "run.cancelled", at: world.now, reason: "Enough", by: "tester" };
  deliver(world, event, isOver(world) || world.rows.state?.ending ? "never" : "due");
}

export function someJob(world: World) {
  const jobs = [...world.rows.jobs.values()];
  if (jobs.length > 0) deliver(world, outcomeOf(world, world.random.pick(jobs)), "due");
}

export function someTask(world: World) {
  const { random, now: at } = world;
  const key = [...world.rows.tasks].find(([, status]) => status === "open")?.[0];
  if (key === undefined) return;
  const attempt = world.rows.state?.active[key.replace(/![\d.]+$/, "")]?.attempt ?? 1;
  const failed: RunEvent = { type: "step.failed", at, key, attempt, error: { message: "No such team" } };
  const events: RunEvent[] = [
    { type: "task.completed", at, key, output: { answer: "yes", answeredBy: { id: "u1" } } },
    { type: "task.completed", at, key, output: { answer: "no", answeredBy: { id: "u2" } } },
    { type: "task.expired", at, key },
    { type: "task.cancelled", at, key, reason: "Not needed" },
    failed,
  ];
  deliver(world, random.pick(events), "due");
}

/** The next timer fires, at its time or late; now and then time jumps to it. */
export function someTimer(world: World) {
  const timers = [...world.rows.timers.values()].sort((one, other) => one.dueAt - other.dueAt);
  const [first] = timers;
  if (!first) return;
  if (first.dueAt > world.now && world.random.chance(0.5)) world.now = first.dueAt;
  if (first.dueAt > world.now) return;
  const { key, timer, attempt } = first;
  deliver(world, { type: "timer.fired", at: world.now, key, timer, attempt }, "due");
}

export function someSignal(world: World, name: string, correlation: string) {
  const signalId = `signal-${++world.signals}`;
  const correlated = correlation === "" ? {} : { correlation };
  const data = { no: world.signals };
  const event: RunEvent = { type: "signal.received", at: world.now, signalId, name, ...correlated, data };
  deliver(world, event, isOver(world) ? "never" : "due");
}

export function someChild(world: World) {
  const { random, now: at } = world;
  const children = [...world.rows.children].filter(([, status]) => status !== "closed");
  if (children.length === 0) return;
  const [child, condition] = random.pick(children);
  const [key = "", attempt = ""] = child.split(" ");
  if (condition === "open" && random.chance(0.2)) {
    const error = { message: "There is no such workflow", retryable: false };
    deliver(world, { type: "step.failed", at, key, attempt: Number(attempt), error }, "due");
    return;
  }
  const status = random.pick(["completed", "completed", "failed", "cancelled"] as const);
  const output = status === "completed" ? { child: true } : null;
  deliver(
    world,
    { type: "child.finished", at, key, attempt: Number(attempt), runId: "c1", status, output },
    // One that was given up tells only those who have something to undo.
    condition === "open" ? "due" : "again",
  );
}

export function someEvent(world: World) {
  const [key] = world.rows.subscriptions;
  if (key === undefined) return;
  const eventId = `event-${++world.signals}`;
  const data = world.random.pick<Json>([{ n: 1 }, { n: 2 }, { nope: true, n: 3 }]);
  // Whether its filter takes it is the definition's affair.
  const event: RunEvent = { type: "event.received", at: world.now, key, eventId, name: "order.paid", data };
  deliver(world, event, "again");
}

/** A person decides about a step that is stuck, or tries to about one that isn't. */
export function someDecision(world: World) {
  const { random, now: at } = world;
  const by = "tester";
  const stuck = open(world).find(({ phase }) => phase === "stuck");
  const other = open(world).find(({ phase }) => phase !== "stuck");
  if (other) deliver(world, { type: "run.skipped", at, key: other.key, output: 1, by }, "never");
  if (!stuck) return;
  const { key } = stuck;
  const decisions: Decision[] = [
    { type: "run.retried", at, key, by },
    { type: "run.retried", at, key, input: { title: "Edited" }, by },
    { type: "run.skipped", at, key, output: { skipped: true }, by },
    { type: "run.skipped", at, key, output: { skipped: true }, next: someWay(world, key), by },
    { type: "run.failed", at, key, by },
  ];
  const decision = random.pick(decisions);
  const isPlain = decision.type === "run.failed" || (decision.type === "run.retried" && !decision.input);
  deliver(world, decision, world.rows.state?.paused ? "never" : isPlain ? "due" : "again");
}

/** One of the ways of a stuck step, or one that it does not have. */
function someWay({ rows, definition, random }: World, key: string): string {
  const waiting = rows.state ? waitingFor(rows.state, definition) : [];
  return random.pick(["nowhere", ...(waiting.find((one) => one.key === key)?.ways ?? [])]);
}

function pauseOrResume(world: World) {
  const { now: at } = world;
  const { state } = world.rows;
  if (!state) return;
  const due = isOver(world) ? "never" : "due";
  if (state.paused) deliver(world, { type: "run.resumed", at, by: "tester" }, due);
  else deliver(world, { type: "run.paused", at, by: "tester" }, due);
}

/** Something that was delivered before, or was lost in a crash, comes again. */
function someStray(world: World) {
  if (world.strays.length > 0) deliver(world, { ...world.random.pick(world.strays), at: world.now }, "again");
}

/** Events that nothing has asked for: unknown keys, attempts to come, the wrong event for what a step waits for. */
function someNonsense(world: World) {
  const { random, now: at } = world;
  const places = ["s0", "s1", "nowhere", "constructor", "s0_a0"];
  const key = `${random.pick(places)}#${50 + random.int(9)}${random.pick(["", "@s1#1.a", "@nowhere", "!0"])}`;
  deliver(world, { type: "task.expired", at, key }, "never");
  deliver(world, { type: "timer.fired", at, key: RUN_KEY, timer: "toString", attempt: 1 }, "never");
  const [active] = open(world);
  if (!active) return;
  const { key: there, attempt, phase, awaits } = active;
  const error = { message: "It went wrong" };
  deliver(world, { type: "timer.fired", at, key: there, timer: "toString", attempt }, "never");
  deliver(world, { type: "step.succeeded", at, key: there, attempt: attempt + 1, output: null }, "never");
  deliver(world, { type: "task.expired", at, key: `${there}!77` }, "never");
  if (phase !== "executing")
    deliver(world, { type: "step.succeeded", at, key: there, attempt, output: null }, "never");
  if (awaits?.for === "task") return;
  deliver(world, { type: "task.completed", at, key: there, output: { answeredBy: null } }, "never");
  const isGivenUp = world.rows.state?.completed.some((one) => one.key === there && one.awaited);
  if (phase !== "executing" && awaits?.for !== "child" && !isGivenUp)
    deliver(world, { type: "step.failed", at, key: there, attempt, error }, "never");
}

/** A run forked from any point of this one's history has everything ordered again that is under way there. */
export function forkOf(world: World): World {
  const { events } = world.rows;
  const at = 1 + world.random.int(events.length);
  const fork = createWorld(world.definition, world.random);
  fork.crashes = 0;
  fork.now = world.now;
  const before = events
    .slice(0, at)
    .map((event) => (event.type === "run.started" ? { ...event, runId: "r2" } : event));
  fork.rows.events = before;
  fork.rows.state = deepFreeze(replay(world.definition, before));
  fork.signals = world.signals;
  const input = { n: 8, delay: "20s", signal: "paid", text: "", items: [1] };
  const edited = world.random.chance(0.5) ? { input } : {};
  const since = events[at - 1]?.at ?? world.now;
  const event: RunEvent = {
    type: "run.forked",
    at: world.now,
    from: "r1",
    seq: at,
    since,
    ...edited,
    by: "tester",
  };
  if (isOver(fork)) return fork;
  deliver(fork, event, "due");
  checkRows(fork);
  return fork;
}
