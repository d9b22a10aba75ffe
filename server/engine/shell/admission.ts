import { and, count, eq, isNull, notInArray, sql } from "drizzle-orm";
import { runs } from "@/db/schema/runs";
import { workflows } from "@/db/schema/workflows";
import type { Tx } from "@/db/tenancy";
import type { RunHold } from "@/server/domain/runs/schema";
import { limitsOf } from "@/server/domain/tenants/limits";
import type { WorkflowRow } from "@/server/domain/workflows/queries";
import type { JsonObject } from "@/server/engine/core/json";
import { loadDefinition } from "./definitions";
import type { Delivery, RunRow } from "./deliver";
import { begin } from "./start";

/** Whether a limit counts a new run of this workflow, and what keeps it from beginning at once. */
interface Admission {
  limited: boolean;
  holdFor: RunHold["reason"] | null;
}

/** Those who count runs under a limit do so one after another, or two would both take the last place. */
async function lockAdmission(tx: Tx, tenantId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`admission/${tenantId}`}, 0))`);
}

/** Whether a limit counts the runs of a workflow, so that the end of one makes room for another. */
export async function isLimited(
  tx: Tx,
  tenantId: string,
  { concurrency }: Pick<WorkflowRow, "concurrency">,
): Promise<boolean> {
  return concurrency !== null || (await limitsOf(tx, tenantId)).maxConcurrentWorkflows !== undefined;
}

/** Whether a new run may begin now. It may not overtake those that wait for the same. */
export async function admit(tx: Tx, tenantId: string, workflow: WorkflowRow): Promise<Admission> {
  const { maxConcurrentWorkflows } = await limitsOf(tx, tenantId);
  const { concurrency } = workflow;
  if (concurrency === null && maxConcurrentWorkflows === undefined) return { limited: false, holdFor: null };
  await lockAdmission(tx, tenantId);
  const open = await openRuns(tx, "with those that wait");
  const ofWorkflow = open.get(workflow.id) ?? 0;
  if (concurrency !== null && ofWorkflow >= concurrency) return { limited: true, holdFor: "workflow_limit" };
  const full = maxConcurrentWorkflows !== undefined && total(open) >= maxConcurrentWorkflows;
  return { limited: true, holdFor: full ? "workspace_limit" : null };
}

/** Runs that have not ended, by workflow; those whose time has not come count in no case. */
async function openRuns(tx: Tx, which: "begun" | "with those that wait"): Promise<Map<string, number>> {
  const counted = which === "begun" ? isNull(runs.hold) : sql`${runs.status} <> 'scheduled'`;
  const rows = await tx
    .select({ workflowId: runs.workflowId, n: count() })
    .from(runs)
    .where(and(isNull(runs.endedAt), counted))
    .groupBy(runs.workflowId);
  return new Map(rows.map((row) => [row.workflowId, row.n]));
}

/** How many runs are under way, and how many wait for room to begin. */
export async function runsUnderWay(tx: Tx): Promise<{ used: number; waiting: number }> {
  const used = total(await openRuns(tx, "begun"));
  return { used, waiting: total(await openRuns(tx, "with those that wait")) - used };
}

const total = (open: Map<string, number>) => [...open.values()].reduce((sum, n) => sum + n, 0);

const isDue = sql`(${runs.status} = 'queued' or (${runs.status} = 'scheduled' and ${runs.startAt} <= now()))`;

/**
 * Begins the run that has waited longest, the urgent ones first, among those that nothing keeps any more.
 * @returns its id, or undefined when there is none
 */
export async function admitNext(delivery: Delivery): Promise<string | undefined> {
  const { tx, tenantId } = delivery;
  await lockAdmission(tx, tenantId);
  const { maxConcurrentWorkflows = Number.POSITIVE_INFINITY } = await limitsOf(tx, tenantId);
  const open = await openRuns(tx, "begun");
  const noRoom = total(open) >= maxConcurrentWorkflows;
  const waiting = await waitingByWorkflow(tx);
  const closed = waiting.filter(
    (w) => w.status !== "active" || (open.get(w.id) ?? 0) >= (w.concurrency ?? Infinity),
  );
  for (const workflow of closed) {
    await tell(tx, workflow.id, workflow.status === "active" ? "workflow_limit" : "workflow_paused");
  }
  if (noRoom) {
    for (const { id } of waiting.filter((w) => !closed.includes(w))) await tell(tx, id, "workspace_limit");
    return undefined;
  }
  const run = await longestWaiting(
    tx,
    closed.map(({ id }) => id),
  );
  if (!run?.hold) return undefined;
  await tx.update(runs).set({ hold: null }).where(eq(runs.id, run.id));
  const definition = await loadDefinition(tx, run);
  await begin(delivery, { ...run, hold: null }, definition, run.hold.input as JsonObject);
  return run.id;
}

/** The workflows whose runs wait to begin and are due. */
function waitingByWorkflow(tx: Tx) {
  const { id, status, concurrency } = workflows;
  return tx
    .selectDistinct({ id, status, concurrency })
    .from(runs)
    .innerJoin(workflows, eq(workflows.id, runs.workflowId))
    .where(isDue);
}

/** Says of a workflow's due runs why they go on waiting; only what changes is written. */
async function tell(tx: Tx, workflowId: string, reason: RunHold["reason"]): Promise<void> {
  await tx
    .update(runs)
    .set({
      status: "queued",
      hold: sql`(${runs.hold}::jsonb || ${JSON.stringify({ reason })}::jsonb)::json`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(runs.workflowId, workflowId), isDue, sql`${runs.hold}->>'reason' <> ${reason}`));
}

async function longestWaiting(tx: Tx, closed: string[]): Promise<RunRow | undefined> {
  const urgency = sql`array_position(array['high', 'normal', 'low'], ${runs.priority})`;
  const [run] = await tx
    .select()
    .from(runs)
    .where(and(isDue, closed.length > 0 ? notInArray(runs.workflowId, closed) : undefined))
    .orderBy(urgency, sql`coalesce(${runs.startAt}, ${runs.createdAt})`, runs.id)
    .limit(1)
    .for("update", { skipLocked: true });
  return run;
}
