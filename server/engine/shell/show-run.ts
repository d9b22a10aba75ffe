import type { Tx } from "@/db/tenancy";
import {
  callbacksOf,
  childrenByStepKey,
  findRun,
  type RunRecord,
  recordOf,
  tasksByStepKey,
} from "@/server/domain/runs/queries";
import type { RunAt, RunView, RunWaiting } from "@/server/domain/runs/schema";
import { runView, stepViews } from "@/server/domain/runs/view";
import { waitingFor } from "@/server/engine/core/describe";
import { loadDefinition } from "./definitions";
import type { RunRow } from "./deliver";
import { findRunRow, stateAt } from "./fork-run";

/** A run as it is now, with what it waits for. @throws NotFound */
export async function showRun(tx: Tx, runId: string): Promise<RunView> {
  return show(tx, await findRun(tx, runId));
}

/** The same for a run that this transaction started, by its row and the tasks that it opened. */
export async function showNewRun(tx: Tx, run: RunRow, opened: Map<string, string>): Promise<RunView> {
  // As it would be read back: without what JSON has no word for.
  return show(tx, recordOf({ ...run, state: JSON.parse(JSON.stringify(run.state)) }), opened);
}

async function show(tx: Tx, run: RunRecord, tasks?: Map<string, string>): Promise<RunView> {
  // Callbacks are made when a run ends, for those who gave an address.
  const called = run.endedAt && run.callbackUrl ? callbacksOf(tx, run.id) : [];
  const [waiting, callbacks] = await Promise.all([waits(tx, run, tasks), called]);
  return runView(run, waiting, callbacks);
}

async function waits(
  tx: Tx,
  run: Pick<RunRecord, "id" | "tenantId" | "workflowId" | "version" | "state" | "status" | "heldFor">,
  tasks?: Map<string, string>,
): Promise<RunWaiting[]> {
  if (run.heldFor || run.status === "cancelled") return [];
  const waiting = waitingFor(run.state, await loadDefinition(tx, run));
  const asks = waiting.some((w) => w.for === "task");
  const taskIds = tasks ?? (asks ? await tasksByStepKey(tx, run.id) : new Map<string, string>());
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
    ways: [...(w.ways ?? [])],
    reason: w.reason,
  }));
}

/** A run as it was after one of its events. @throws NotFound */
export async function showRunAt(tx: Tx, runId: string, seq: number): Promise<RunAt> {
  const run = await findRunRow(tx, runId);
  const { state, events, last } = await stateAt(tx, run, seq);
  return {
    runId,
    seq,
    at: last.at.toISOString(),
    type: last.type,
    event: events.at(-1) as unknown as RunAt["event"],
    status: state.status,
    paused: state.paused !== undefined,
    compensating: state.ending !== undefined,
    input: state.input as RunAt["input"],
    output: (state.output ?? null) as RunAt["output"],
    error: state.error ?? null,
    vars: state.vars as RunAt["vars"],
    steps: stepViews(state.steps),
    waitingFor: await waits(tx, { ...run, state, status: state.status, heldFor: null }),
  };
}
