import { isDeepStrictEqual } from "node:util";
import { checkDefinition, type Definition } from "@/server/engine/core/definition";
import type { RunEvent } from "@/server/engine/core/events";
import { replay } from "@/server/engine/core/replay";
import { hasEnded, type RunState } from "@/server/engine/core/state";
import type { Case, Say } from "./judge";
import { DEFINITIONS, ERRAND, KINDS } from "./kinds";
import type { Started } from "./load";

interface RunRow {
  id: string;
  workflow: string;
  status: string;
  state: RunState;
}

const SELECT_RUNS = "select id, workflow_name as workflow, status, state from runs";

/** Every acknowledged start is one run that ended as its kind must, and whose history says the same as its state. */
export async function judgeRuns(found: Case, say: Say) {
  const { ground, started } = found;
  const rows = await ground.ask<RunRow>(SELECT_RUNS);
  const ofN = new Map<string, RunRow[]>();
  for (const row of rows) {
    const name = `${row.workflow} ${numberOf(row.state)}`;
    ofN.set(name, [...(ofN.get(name) ?? []), row]);
  }
  const take = (workflow: string, n: number) => {
    const name = `${workflow} ${n}`;
    const runs = ofN.get(name) ?? [];
    ofN.delete(name);
    if (runs.length === 0) say("lost", `There is no run of ${name}`);
    for (const extra of runs.slice(1)) say("duplicate", `There is a second run of ${name}`, extra.id);
    return runs[0];
  };

  for (const [n, claims] of byNumber(started)) {
    const [{ kind } = {}] = claims;
    if (!kind) continue;
    const run = take(kind, n);
    for (const { runId } of claims) {
      if (run && run.id !== runId) say("lost", `The acknowledged run of ${kind} ${n} is another`, runId);
    }
    if (run) judgeEnd(run, KINDS[kind].status, KINDS[kind].output?.(n), say);
    const child = kind === "parent" ? take(ERRAND, n) : undefined;
    if (child) judgeEnd(child, "completed", { n }, say);
  }
  for (const runs of ofN.values()) {
    for (const { id } of runs) say("duplicate", "Nobody asked for this run", id);
  }
  judgeCalls(found, say);
  await judgeMessages(found, say);
  const eventsReplayed = await judgeHistories(found, rows, say);
  return { runsEnded: rows.filter(({ state }) => hasEnded(state)).length, eventsReplayed };
}

function numberOf({ input }: RunState): unknown {
  return (input as { n?: unknown }).n;
}

function byNumber(started: Started[]): Map<number, Started[]> {
  const claims = new Map<number, Started[]>();
  for (const one of started) claims.set(one.n, [...(claims.get(one.n) ?? []), one]);
  return claims;
}

function judgeEnd({ id, status, state }: RunRow, wanted: string, output: unknown, say: Say): void {
  if (!hasEnded(state)) say("lost", `The run is ${status} and not at its end`, id);
  else if (status !== wanted || state.status !== wanted) {
    say("wrong", `The run is ${status} instead of ${wanted}: ${state.error?.message ?? ""}`, id);
  } else if (output !== undefined && !isDeepStrictEqual(state.output, output)) {
    say("wrong", `The run gave ${JSON.stringify(state.output)} instead of ${JSON.stringify(output)}`, id);
  }
}

/** A step calls under one key, however often; and no step calls that must not. */
function judgeCalls({ started, receiver }: Case, say: Say): void {
  const left = new Set(receiver.calls.keys());
  for (const [n, [one]] of byNumber(started)) {
    if (!one) continue;
    const { calls, mayCall = [] } = KINDS[one.kind];
    for (const step of [...calls, ...mayCall]) {
      const keys = receiver.calls.get(`${n} ${step}`)?.size ?? 0;
      left.delete(`${n} ${step}`);
      if (keys === 0 && calls.includes(step))
        say("lost", `${step} of ${one.kind} ${n} never called`, one.runId);
      if (keys > 1) say("duplicate", `${step} of ${one.kind} ${n} called under ${keys} keys`, one.runId);
    }
    if (one.callback) judgeCallback(receiver.callbacks.get(one.runId)?.size ?? 0, one, say);
  }
  for (const call of left) say("duplicate", `Nobody asked for the call ${call}`);
}

function judgeCallback(messages: number, { kind, n, runId }: Started, say: Say): void {
  if (messages === 0) say("lost", `The callback of ${kind} ${n} never came`, runId);
  if (messages > 1) say("duplicate", `The callback of ${kind} ${n} came as ${messages} messages`, runId);
}

async function judgeMessages({ ground, started }: Case, say: Say): Promise<void> {
  const rows = await ground.ask<{ content: string; count: number }>(
    "select content, count(*)::int as count from messages group by content",
  );
  const said = new Map(rows.map(({ content, count }) => [content, count]));
  for (const [n, [one]] of byNumber(started)) {
    if (!one) continue;
    const wanted = KINDS[one.kind].messages ?? 0;
    const count = said.get(`Run ${n}`) ?? 0;
    if (count < wanted) say("lost", `The message of ${one.kind} ${n} is missing`, one.runId);
    if (count > wanted)
      say("duplicate", `The message of ${one.kind} ${n} is there ${count} times`, one.runId);
  }
}

/** Runs whose history is read at a time. */
const PAGE = 500;

async function judgeHistories({ ground }: Case, rows: RunRow[], say: Say): Promise<number> {
  const checked = new Map<string, Definition>();
  for (const [name, json] of Object.entries(DEFINITIONS)) {
    const result = checkDefinition(json);
    if (result.ok) checked.set(name, result.definition);
  }
  let replayed = 0;
  for (let from = 0; from < rows.length; from += PAGE) {
    const page = rows.slice(from, from + PAGE);
    const events = await ground.ask<{ run: string; seq: number; event: RunEvent }>(
      "select run_id as run, seq, event from run_events where run_id = any($1::uuid[]) order by run_id, seq",
      [page.map(({ id }) => id)],
    );
    replayed += events.length;
    const ofRun = Map.groupBy(events, ({ run }) => run);
    for (const row of page) {
      const definition = checked.get(row.workflow);
      if (definition) judgeHistory(row, definition, ofRun.get(row.id) ?? [], say);
    }
  }
  return replayed;
}

function judgeHistory(
  run: RunRow,
  definition: Definition,
  events: { seq: number; event: RunEvent }[],
  say: Say,
): void {
  if (events.some(({ seq }, i) => seq !== i + 1)) say("lost", "The history has a hole", run.id);
  const names = events.map(({ event }) => identity(event));
  for (const name of names.filter((name, i) => names.indexOf(name) !== i)) {
    say("duplicate", `The history has this event twice: ${name}`, run.id);
  }
  const state = replay(
    definition,
    events.map(({ event }) => event),
  );
  if (!isDeepStrictEqual(state, run.state))
    say("wrong", "The history does not lead to the run's state", run.id);
}

/** What tells one event of a run from another. A retry by a person begins a new series of attempts. */
function identity(event: RunEvent): string {
  const part = (name: string) => (name in event ? JSON.stringify(event[name as keyof RunEvent]) : "");
  const parts = ["key", "attempt", "timer", "signalId", "runId"].map(part);
  // A stuck step can be tried again more than once, at different times.
  const when = event.type === "run.retried" ? String(event.at) : "";
  return [event.type, ...parts, when].join(" ");
}
