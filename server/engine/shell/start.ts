import { runs } from "@/db/schema/runs";
import { append } from "@/db/tenancy";
import type { RunHold } from "@/server/domain/runs/schema";
import type { Definition } from "@/server/engine/core/definition";
import type { JsonObject } from "@/server/engine/core/json";
import type { RunState } from "@/server/engine/core/state";
import type { ActorRef } from "@/server/platform/actor";
import { parseDuration } from "@/server/platform/duration";
import { newId } from "@/server/platform/ids";
import { type Delivery, pump, type RunRow } from "./deliver";

/** What may be said of a run when it is started; the columns of `runs` say what each means. */
export type RunOptions = Partial<
  Pick<
    RunRow,
    "tags" | "priority" | "timeoutMs" | "startKey" | "correlationKey" | "startAt" | "limited" | "depth"
  >
>;

interface NewRun {
  workflowId: string;
  workflowName: string;
  version: number;
  input: JsonObject;
  callbackUrl?: string | undefined;
  startedBy: ActorRef;
  options?: RunOptions;
  /** The step that starts it, when a workflow does, and how deep it will stand below the first. */
  parent?: { runId: string; stepKey: string; attempt: number; nesting: number };
  /** The run that it repeats, or was forked from after so many events. */
  origin?: { runId: string; seq: number | null };
}

/** Starts a run on a version: its row, its first event, and all it does at once. @returns its row as it then is */
export async function startRun(
  delivery: Delivery,
  { definition, ...run }: NewRun & { definition: Definition },
): Promise<RunRow> {
  const row = newRow(delivery, run, "running");
  return begin(delivery, row, definition, run.input, { unwritten: true });
}

/** Keeps a run that is to begin later. @returns its row */
export async function holdRun(delivery: Delivery, run: NewRun, reason: RunHold["reason"]): Promise<RunRow> {
  const hold = { reason, input: run.input };
  const row = { ...newRow(delivery, run, reason === "time" ? "scheduled" : "queued"), hold };
  append(delivery.tx, runs, row);
  return row;
}

/** Gives a run its first event. @returns its row as it then is */
export async function begin(
  delivery: Delivery,
  row: RunRow,
  definition: Definition,
  input: JsonObject,
  written = { unwritten: false },
): Promise<RunRow> {
  const started = {
    type: "run.started",
    at: delivery.now.getTime(),
    runId: row.id,
    workflow: row.workflowName,
    input,
    ...timeoutOf(row, definition),
  } as const;
  const { run } = await pump(delivery, row, definition, started, written);
  return run;
}

/** A run's own time: as it was started with, or else as its definition says. */
function timeoutOf({ timeoutMs }: RunRow, { timeout }: Definition): { timeoutMs?: number } {
  if (timeoutMs !== null) return { timeoutMs };
  return timeout === undefined ? {} : { timeoutMs: parseDuration(timeout) };
}

/** A run's row as it is before its first event. */
export function newRow(
  { now, tenantId }: Delivery,
  run: Omit<NewRun, "input">,
  status: RunRow["status"],
): RunRow {
  const { parent, origin } = run;
  return {
    id: newId(),
    tenantId,
    workflowId: run.workflowId,
    workflowName: run.workflowName,
    version: run.version,
    status,
    // Filled by the first event.
    state: {} as RunState,
    seq: 0,
    callbackUrl: run.callbackUrl ?? null,
    startedBy: run.startedBy,
    tags: [],
    priority: "normal",
    timeoutMs: null,
    startKey: null,
    correlationKey: null,
    startAt: null,
    hold: null,
    limited: false,
    depth: 0,
    parentRunId: parent?.runId ?? null,
    parentStepKey: parent?.stepKey ?? null,
    parentAttempt: parent?.attempt ?? null,
    nesting: parent?.nesting ?? 0,
    originRunId: origin?.runId ?? null,
    originSeq: origin?.seq ?? null,
    ...run.options,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
  };
}
