import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import { runs } from "@/db/schema/runs";
import { taskDecisions } from "@/db/schema/task-work";
import { tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { standInsOf, standsFor } from "@/server/domain/members/delegation";
import { tell } from "@/server/domain/notifications/tell";
import { findAssignee } from "@/server/domain/tasks/assign";
import { peopleOf } from "@/server/domain/tasks/notify";
import { type TaskRow, taskCaller } from "@/server/domain/tasks/queries";
import type { TaskCaller } from "@/server/domain/tasks/rules";
import type { Actor } from "@/server/platform/actor";
import { outcomeOf, type Seating, seatFor } from "./rules";
import type { Deciders, Decision, DecisionsView, SeatedDeciders } from "./schema";

/** Finds the teams and people that are to decide. @throws Invalid (`unknown_assignee`) */
export async function seatDeciders(
  tx: Tx,
  { quorum, of, veto, allowSelf }: Deciders,
): Promise<SeatedDeciders> {
  const seats: SeatedDeciders["seats"] = [];
  for (const to of of) {
    const { teamId, userId, label } = await findAssignee(tx, to);
    seats.push({ teamId, userId, label });
  }
  return { quorum, veto: veto ?? true, allowSelf: allowSelf ?? false, seats };
}

/** Tells all who may decide that they are asked: people, teams, and whoever stands in for those who are out. */
export async function tellDeciders(
  tx: Tx,
  now: Date,
  actor: Actor,
  task: { id: string; title: string },
  { of }: Deciders,
): Promise<void> {
  const asked: string[] = [];
  for (const to of of) asked.push(...(await peopleOf(tx, to)));
  const all = new Set([...asked, ...(await standInsOf(tx, now, asked))]);
  const userIds = [...all].filter((id) => id !== actor.userId);
  await tell(tx, actor.tenantId, userIds, {
    kind: "task.assigned",
    title: "Your decision is asked for",
    body: task.title,
    path: `/tasks/${task.id}`,
  });
}

export type DecisionRow = typeof taskDecisions.$inferSelect;

export function decisionsOf(tx: Tx, taskId: string): Promise<DecisionRow[]> {
  return tx
    .select()
    .from(taskDecisions)
    .where(eq(taskDecisions.taskId, taskId))
    .orderBy(asc(taskDecisions.at), asc(taskDecisions.seat));
}

/** Which seat the caller would take. `startedBy`: whoever started the run that asks. */
export async function seatOf(
  { tx, now, actor }: { tx: Tx; now: Date; actor: Actor },
  task: TaskRow & { deciders: SeatedDeciders },
  made: DecisionRow[],
  startedBy: string | undefined,
): Promise<Seating> {
  const caller = await taskCaller(tx, actor);
  const absent = actor.userId ? await standsFor(tx, now, actor.userId) : new Map();
  const asked = new Set([task.createdBy.id, ...(startedBy ? [startedBy] : [])]);
  return seatFor(task.deciders, made, { ...caller, standsFor: absent }, asked);
}

/** Those of these open tasks that wait for a sign-off which the caller can give. */
export async function awaitingFrom(
  { tx, now, actor }: { tx: Tx; now: Date; actor: Actor },
  caller: TaskCaller,
  taskIds: string[],
): Promise<ReadonlySet<string>> {
  if (taskIds.length === 0 || !caller.permissions.has("tasks:write")) return new Set();
  const found = await tx
    .select({
      id: tasks.id,
      deciders: tasks.deciders,
      createdBy: tasks.createdBy,
      startedBy: runs.startedBy,
    })
    .from(tasks)
    .leftJoin(runs, and(eq(runs.tenantId, tasks.tenantId), eq(runs.id, tasks.runId)))
    .where(and(inArray(tasks.id, taskIds), isNotNull(tasks.deciders)));
  const made = await tx.select().from(taskDecisions).where(inArray(taskDecisions.taskId, taskIds));
  const absent = actor.userId ? await standsFor(tx, now, actor.userId) : new Map();
  const awaiting = found.filter(({ id, deciders, createdBy, startedBy }) => {
    if (!deciders) return false;
    const own = made.filter(({ taskId }) => taskId === id);
    const asked = new Set([createdBy.id, ...(startedBy ? [startedBy.id] : [])]);
    return "seat" in seatFor(deciders, own, { ...caller, standsFor: absent }, asked);
  });
  return new Set(awaiting.map(({ id }) => id));
}

/** A decision as doors and runs are told of it. */
export function decisionView(row: DecisionRow, { seats }: SeatedDeciders): Decision {
  return {
    seat: row.seat,
    label: seats[row.seat]?.label ?? "",
    by: row.by,
    onBehalfOf: row.onBehalfOf,
    verdict: row.verdict,
    formData: row.formData as Decision["formData"],
    at: row.at.toISOString(),
  };
}

/** How it stands, for the caller. */
export function decisionsView(
  deciders: SeatedDeciders,
  made: DecisionRow[],
  seating: Seating,
): DecisionsView {
  const outcome = outcomeOf(deciders, made);
  return {
    quorum: deciders.quorum,
    veto: deciders.veto,
    outcome,
    seats: deciders.seats.map(({ label }, index) => {
      const row = made.find(({ seat }) => seat === index);
      return { label, decision: row ? decisionView(row, deciders) : null };
    }),
    whyNot: "whyNot" in seating ? seating.whyNot : null,
    onBehalfOf: "whyNot" in seating ? null : (seating.onBehalfOf?.name ?? null),
  };
}
