import { and, arrayContains, asc, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/platform";
import { runEvents, runs } from "@/db/schema/runs";
import { tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { decodeIdCursor, pageById, unusableCursor } from "@/server/domain/paging";
import { notFound } from "@/server/platform/errors";
import type { RunHold, RunStatus } from "./schema";

/** What every view of a run shows; of the state only what is shown is read. */
const shown = {
  id: runs.id,
  workflow: runs.workflowName,
  workflowId: runs.workflowId,
  tenantId: runs.tenantId,
  version: runs.version,
  status: runs.status,
  input: sql<unknown>`coalesce(${runs.state}->'input', ${runs.hold}->'input')`,
  output: sql<unknown>`${runs.state}->'output'`,
  error: sql<unknown>`coalesce(${runs.state}->'error', ${runs.hold}->'cancelled')`,
  paused: sql<boolean>`${runs.state}->'paused' is not null`,
  compensating: sql<boolean>`${runs.state}->'ending' is not null`,
  parentRunId: runs.parentRunId,
  parentStepKey: runs.parentStepKey,
  originRunId: runs.originRunId,
  originSeq: runs.originSeq,
  callbackUrl: runs.callbackUrl,
  tags: runs.tags,
  priority: runs.priority,
  correlationKey: runs.correlationKey,
  timeoutMs: runs.timeoutMs,
  startAt: runs.startAt,
  heldFor: sql<RunHold["reason"] | null>`case when ${runs.endedAt} is null then ${runs.hold}->>'reason' end`,
  startedBy: runs.startedBy,
  createdAt: runs.createdAt,
  updatedAt: runs.updatedAt,
  endedAt: runs.endedAt,
};

const selectRun = (tx: Tx, runId: string) =>
  tx
    .select({ ...shown, state: runs.state })
    .from(runs)
    .where(eq(runs.id, runId));

/** A run with its whole state. */
export type RunRecord = Awaited<ReturnType<typeof selectRun>>[number];
export type RunRow = Omit<RunRecord, "state">;

/** @throws NotFound */
export async function findRun(tx: Tx, runId: string): Promise<RunRecord> {
  const [row] = await selectRun(tx, runId);
  if (!row) throw notFound("run", runId);
  return row;
}

export async function listRuns(
  tx: Tx,
  filter: {
    status?: RunStatus[] | undefined;
    workflow?: string | undefined;
    correlationKey?: string | undefined;
    /** All of them. */
    tags?: string[] | undefined;
  },
  page: { limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select(shown)
    .from(runs)
    .where(
      and(
        filter.status?.length ? inArray(runs.status, filter.status) : undefined,
        filter.workflow ? eq(runs.workflowName, filter.workflow) : undefined,
        filter.correlationKey ? eq(runs.correlationKey, filter.correlationKey) : undefined,
        // The second half says no more than the first; it is what the index is known by.
        filter.tags?.length
          ? and(arrayContains(runs.tags, filter.tags), sql`${runs.tags} <> '{}'`)
          : undefined,
        page.cursor ? lt(runs.id, decodeIdCursor(page.cursor)) : undefined,
      ),
    )
    .orderBy(desc(runs.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}

/** One page of a run's events, oldest first; the cursor is a sequence number. */
export async function listEvents(
  tx: Tx,
  runId: string,
  page: { limit: number; cursor?: string | undefined },
) {
  const after = page.cursor === undefined ? 0 : Number(page.cursor);
  if (!Number.isSafeInteger(after) || after < 0) throw unusableCursor();
  const rows = await tx
    .select()
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), gt(runEvents.seq, after)))
    .orderBy(asc(runEvents.seq))
    .limit(page.limit + 1);
  const data = rows.slice(0, page.limit);
  return { rows: data, nextCursor: rows.length > page.limit ? String(data.at(-1)?.seq) : null };
}

/** The tasks of a run by the step visit that opened them. */
export async function tasksByStepKey(tx: Tx, runId: string): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: tasks.id, stepKey: tasks.stepKey })
    .from(tasks)
    .where(eq(tasks.runId, runId))
    .orderBy(asc(tasks.id));
  return new Map(rows.flatMap((row) => (row.stepKey ? [[row.stepKey, row.id] as const] : [])));
}

/** The runs that a run started, by the step visit that did; the last one of each. */
export async function childrenByStepKey(tx: Tx, runId: string): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: runs.id, stepKey: runs.parentStepKey })
    .from(runs)
    .where(eq(runs.parentRunId, runId))
    .orderBy(asc(runs.id));
  return new Map(rows.flatMap((row) => (row.stepKey ? [[row.stepKey, row.id] as const] : [])));
}

/** Runs that are stuck, newest first, with their state. */
export async function listStuck(
  tx: Tx,
  filter: { workflow?: string | undefined; runIds?: string[] | undefined },
  page: { limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select({ ...shown, state: runs.state })
    .from(runs)
    .where(
      and(
        eq(runs.status, "stuck"),
        filter.workflow ? eq(runs.workflowName, filter.workflow) : undefined,
        filter.runIds ? inArray(runs.id, filter.runIds) : undefined,
        page.cursor ? lt(runs.id, decodeIdCursor(page.cursor)) : undefined,
      ),
    )
    .orderBy(desc(runs.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}

export async function callbacksOf(tx: Tx, runId: string) {
  return tx
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.runId, runId))
    .orderBy(asc(webhookDeliveries.id));
}
