import type { Tx } from "@/db/tenancy";
import { emitEvent } from "@/server/domain/events/emit";
import type { FinishRun } from "@/server/engine/core/effects";
import type { RunRow } from "./deliver";

/** Tells that a run has ended, and how. */
export function tellOfEnd(tx: Tx, run: RunRow, { status, output, error }: FinishRun): void {
  const { id: runId, tenantId, workflowName: workflow, version, tags, correlationKey } = run;
  const data = { runId, workflow, version, tags, correlationKey };
  const outcome = { status, output: output ?? null, error: error ?? null };
  emitEvent(tx, tenantId, `run.${status}`, { ...data, ...outcome }, { correlation: runId, runId });
}
