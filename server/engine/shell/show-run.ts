import type { Tx } from "@/db/tenancy";
import {
  callbacksOf,
  childrenByStepKey,
  findRun,
  type RunRecord,
  tasksByStepKey,
} from "@/server/domain/runs/queries";
import type { RunAt, RunView, RunWaiting } from "@/server/domain/runs/schema";
import { runView, stepViews } from "@/server/domain/runs/view";
import { waitingFor } from "@/server/engine/core/describe";
import { loadDefinition } from "./definitions";
import { findRunRow, stateAt } from "./fork-run";

/** A run as it is now, with what it waits for. @throws NotFound */
export async function showRun(tx: Tx, runId: string): Promise<RunView> {
  const run = await findRun(tx, runId);
  return runView(run, await waits(tx, run), await callbacksOf(tx, runId));
}

async function waits(tx: Tx, run: RunRecord): Promise<RunWaiting[]> {
  if (run.heldFor || run.status === "cancelled") return [];
  const definition = await loadDefinition(tx, run);
  const waiting = waitingFor(run.state, definition);
  const taskIds = await tasksByStepKey(tx, run.id);
  const children = waiting.some((w) => w.for === "child") ? await childrenByStepKey(tx, run.id) : undefined;
  return waiting.map((w) => ({
    key: w.key,
    step: w.step,
    kind: w.kind,
    attempt: w.attempt,
    for: w.for,
    since: new Date(w.since).toISOString(),
    until: w.until === undefined ? null : new Date(w.until).toISOString(),
    signal: w.signal ?? null,
    taskId: w.for === "task" ? (taskIds.get(w.key) ?? null) : null,
    childRunId: children?.get(w.key) ?? null,
    error: w.failure ?? null,
    reason: w.reason,
  }));
}

/** A run as it was after one of its events. @throws NotFound */
export async function showRunAt(tx: Tx, runId: string, seq: number): Promise<RunAt> {
  const run = await findRunRow(tx, runId);
  const { state, last } = await stateAt(tx, run, seq);
  const waiting = waitingFor(state, await loadDefinition(tx, run));
  return {
    runId,
    seq,
    at: last.at.toISOString(),
    type: last.type,
    status: state.status,
    paused: state.paused !== undefined,
    compensating: state.ending !== undefined,
    input: state.input as RunAt["input"],
    output: (state.output ?? null) as RunAt["output"],
    error: state.error ?? null,
    vars: state.vars as RunAt["vars"],
    steps: stepViews(state.steps),
    waitingFor: waiting.map(({ key, step, kind, for: what, reason }) => ({
      key,
      step,
      kind,
      for: what,
      reason,
    })),
  };
}
