import {
  and,
  arrayContains,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { contains, literally } from "@/db/contains";
import { webhookDeliveries } from "@/db/schema/platform";
import { runEvents, runJobs, runs } from "@/db/schema/runs";
import { tasks } from "@/db/schema/tasks";
import { prepared, type Tx } from "@/db/tenancy";
import { decodeIdCursor, pageById, unusableCursor } from "@/server/domain/paging";
import { notFound } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";
import { RUN_STATUSES, type RunHold, type RunStatus } from "./schema";

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

const runById = prepared((tx) =>
  tx
    .select({ ...shown, state: runs.state })
    .from(runs)
    .where(eq(runs.id, sql.placeholder("runId"))),
);

/** A run with its whole state. */
export type RunRecord = Awaited<ReturnType<typeof runById>>[number];
export type RunRow = Omit<RunRecord, "state">;

/** @throws NotFound */
export async function findRun(tx: Tx, runId: string): Promise<RunRecord> {
  const [row] = await runById(tx, { runId });
  if (!row) throw notFound("run", runId);
  return row;
}

/** What would be read of a run that is at hand. */
export function recordOf(row: typeof runs.$inferSelect): RunRecord {
  const { state, hold } = row;
  return {
    ...row,
    workflow: row.workflowName,
    input: state.input ?? hold?.input ?? null,
    output: state.output ?? null,
    error: state.error ?? hold?.cancelled ?? null,
    paused: state.paused !== undefined,
    compensating: state.ending !== undefined,
    heldFor: row.endedAt ? null : (hold?.reason ?? null),
  };
}

export interface RunFilter {
  status?: RunStatus[] | undefined;
  workflow?: string | undefined;
  correlationKey?: string | undefined;
  /** All of them. */
  tags?: string[] | undefined;
  /** An id, its beginning or its end, or a part of a workflow's name. */
  text?: string | undefined;
}

/** Whether a run is one of those that are meant, whatever its status. */
function matches({ workflow, correlationKey, tags, text }: RunFilter): SQL | undefined {
  return and(
    workflow ? eq(runs.workflowName, workflow) : undefined,
    correlationKey ? eq(runs.correlationKey, correlationKey) : undefined,
    // The second half says no more than the first; it is what the index is known by.
    tags?.length ? and(arrayContains(runs.tags, tags), sql`${runs.tags} <> '{}'`) : undefined,
    text ? matchesText(text) : undefined,
  );
}

function matchesText(text: string): SQL | undefined {
  if (isId(text)) return eq(runs.id, text);
  const name = contains(text, runs.workflowName);
  if (!/^[0-9a-f-]+$/i.test(text)) return name;
  return or(
    name,
    sql`${runs.id}::text ilike ${`${literally(text)}%`}`,
    sql`${runs.id}::text ilike ${`%${literally(text)}`}`,
  );
}

export async function listRuns(
  tx: Tx,
  filter: RunFilter,
  page: { limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select(shown)
    .from(runs)
    .where(
      and(
        filter.status?.length ? inArray(runs.status, filter.status) : undefined,
        matches(filter),
        page.cursor ? lt(runs.id, decodeIdCursor(page.cursor)) : undefined,
      ),
    )
    .orderBy(desc(runs.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}

/** How many runs are in each status; counting stops at `most`, so that it costs the same in a large workspace. */
export async function countRuns(tx: Tx, filter: RunFilter, most: number): Promise<Record<RunStatus, number>> {
  const counted = RUN_STATUSES.map((status) =>
    tx
      .select({ status: sql<RunStatus>`${status}`.as("status") })
      .from(runs)
      .where(and(eq(runs.status, status), matches(filter)))
      .limit(most),
  );
  const rows = await Promise.all(
    counted.map((some) => {
      const part = some.as("part");
      return tx.select({ count: count() }).from(part);
    }),
  );
  return Object.fromEntries(RUN_STATUSES.map((status, i) => [status, rows[i]?.[0]?.count ?? 0])) as Record<
    RunStatus,
    number
  >;
}

/** A run's events from the first one on, up to `seq` when it is given. */
export async function eventsOf(tx: Tx, runId: string, seq?: number) {
  return tx
    .select()
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), seq === undefined ? undefined : lte(runEvents.seq, seq)))
    .orderBy(asc(runEvents.seq));
}

/** The attempts that no worker has begun, as `<visit> <attempt>`. */
export async function queuedAttempts(tx: Tx, runId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ key: runJobs.stepKey, attempt: runJobs.attempt })
    .from(runJobs)
    .where(and(eq(runJobs.runId, runId), eq(runJobs.starts, 0)));
  return new Set(rows.map(({ key, attempt }) => `${key} ${attempt}`));
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
