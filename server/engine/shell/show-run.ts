import type { Tx } from "@/db/tenancy";
import { callbacksOf, findRun, type RunRecord, tasksByStepKey } from "@/server/domain/runs/queries";
import type { RunView, RunWaiting } from "@/server/domain/runs/schema";
import { runView } from "@/server/domain/runs/view";
import { waitingFor } from "@/server/engine/core/describe";
import { loadDefinition } from "./definitions";

/** A run as it is now, with what it waits for. @throws NotFound */
export async function showRun(tx: Tx, runId: string): Promise<RunView> {
  const run = await findRun(tx, runId);
  return runView(run, await waits(tx, run), await callbacksOf(tx, runId));
}

async function waits(tx: Tx, run: RunRecord): Promise<RunWaiting[]> {
  if (run.heldFor || run.status === "cancelled") return [];
  const definition = await loadDefinition(tx, run);
  const taskIds = await tasksByStepKey(tx, run.id);
  return waitingFor(run.state, definition).map((w) => ({
    step: w.step,
    kind: w.kind,
    for: w.for,
    since: new Date(w.since).toISOString(),
    until: w.until === undefined ? null : new Date(w.until).toISOString(),
    signal: w.signal ?? null,
    taskId: taskIds.get(w.key) ?? null,
    reason: w.reason,
  }));
}
