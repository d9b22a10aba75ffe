import { runs } from "@/db/schema/runs";
import type { Definition } from "@/server/engine/core/definition";
import type { Json } from "@/server/engine/core/json";
import type { RunState } from "@/server/engine/core/state";
import type { ActorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import { type Delivery, pump, type RunRow } from "./deliver";

interface NewRun {
  workflowId: string;
  workflowName: string;
  version: number;
  definition: Definition;
  input: Json;
  callbackUrl?: string | undefined;
  startedBy: ActorRef;
}

/** Starts a run on a version: its row, its first event, and all it does at once. @returns the run's id */
export async function startRun(
  delivery: Delivery,
  { definition, input, callbackUrl, ...rest }: NewRun,
): Promise<string> {
  const { tx, now, tenantId } = delivery;
  const row: RunRow = {
    id: newId(),
    tenantId,
    ...rest,
    status: "running",
    // Filled by the first event, a moment from now in the same transaction.
    state: {} as RunState,
    seq: 0,
    callbackUrl: callbackUrl ?? null,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
  };
  await tx.insert(runs).values(row);
  await pump(delivery, row, definition, {
    type: "run.started",
    at: now.getTime(),
    runId: row.id,
    workflow: row.workflowName,
    input,
  });
  return row.id;
}
