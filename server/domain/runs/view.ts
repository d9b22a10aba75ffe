import { formatDuration } from "@/server/platform/duration";
import type { callbacksOf, listEvents, RunRecord, RunRow } from "./queries";
import type { RunHistoryEntry, RunSummary, RunView, RunWaiting } from "./schema";

export function runSummary(row: RunRow): RunSummary {
  return {
    id: row.id,
    workflow: row.workflow,
    version: row.version,
    status: row.status,
    input: (row.input ?? null) as RunSummary["input"],
    output: (row.output ?? null) as RunSummary["output"],
    error: (row.error ?? null) as RunSummary["error"],
    paused: row.paused,
    compensating: row.compensating,
    parent:
      row.parentRunId && row.parentStepKey
        ? { runId: row.parentRunId, step: row.parentStepKey.split("#")[0] ?? "" }
        : null,
    origin: row.originRunId ? { runId: row.originRunId, seq: row.originSeq } : null,
    callbackUrl: row.callbackUrl,
    tags: row.tags,
    priority: row.priority,
    correlationKey: row.correlationKey,
    timeout: row.timeoutMs === null ? null : formatDuration(row.timeoutMs),
    startAt: row.startAt?.toISOString() ?? null,
    heldFor: row.heldFor,
    startedBy: row.startedBy,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

type Callbacks = Awaited<ReturnType<typeof callbacksOf>>;

/** A run with what it waits for, its steps and its callbacks. */
export function runView(row: RunRecord, waitingFor: RunWaiting[], callbacks: Callbacks): RunView {
  // A run that has not begun has no state.
  const { steps = {}, vars = {} }: Partial<RunRecord["state"]> = row.state;
  return {
    ...runSummary(row),
    waitingFor,
    steps: stepViews(steps),
    vars: vars as RunView["vars"],
    callbacks: callbacks.map((c) => ({
      id: c.id,
      url: c.url,
      status: c.status,
      attempts: c.attempts,
      lastStatus: c.lastStatus,
      lastError: c.lastError,
      nextAttemptAt: c.nextAttemptAt?.toISOString() ?? null,
      deliveredAt: c.deliveredAt?.toISOString() ?? null,
    })),
  };
}

/** What the steps of the trunk have given. */
export function stepViews(steps: RunRecord["state"]["steps"]): RunView["steps"] {
  return Object.entries(steps).map(([id, step]) => ({
    id,
    visits: step.visits,
    output: (step.output ?? null) as RunView["output"],
    error: step.error ?? null,
  }));
}

type EventRow = Awaited<ReturnType<typeof listEvents>>["rows"][number];

export function historyEntry(row: EventRow): RunHistoryEntry {
  return {
    seq: row.seq,
    type: row.type,
    at: row.at.toISOString(),
    event: row.event as unknown as RunHistoryEntry["event"],
  };
}
