import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { teamMembers, teams } from "@/db/schema/members";
import { runs } from "@/db/schema/runs";
import { taskComments, taskDeadlines, taskHistory, tasks } from "@/db/schema/tasks";
import { users } from "@/db/schema/users";
import { prepared, type Tx } from "@/db/tenancy";
import type { Actor } from "@/server/platform/actor";
import { notFound } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";
import type { TaskCaller } from "./rules";

export type TaskRow = typeof tasks.$inferSelect;

const joined = {
  task: tasks,
  team: { id: teams.id, slug: teams.slug, name: teams.name },
  user: { id: users.id, name: users.name, email: users.email },
  workflow: runs.workflowName,
};

function selectTasks(tx: Tx) {
  return tx
    .select(joined)
    .from(tasks)
    .leftJoin(teams, and(eq(teams.tenantId, tasks.tenantId), eq(teams.id, tasks.teamId)))
    .leftJoin(users, eq(users.id, tasks.userId))
    .leftJoin(runs, and(eq(runs.tenantId, tasks.tenantId), eq(runs.id, tasks.runId)));
}

/** A task with the names of what it points to. */
export type TaskRecord = Awaited<ReturnType<typeof selectTasks>>[number];

const given = sql.placeholder("taskId");
const taskById = prepared((tx) => selectTasks(tx).where(eq(tasks.id, given)));

/** @throws NotFound */
export async function findTask(tx: Tx, taskId: string): Promise<TaskRecord> {
  const [found] = await taskById(tx, { taskId });
  if (!found) throw notFound("task", taskId);
  return found;
}

/**
 * Locks a task for what is about to happen to it. Its run is locked before it, as the engine does, so that the two
 * never wait for each other.
 * @throws NotFound
 */
export async function lockTask(tx: Tx, taskId: string): Promise<TaskRow> {
  const [, [task]] = await Promise.all([runOfForUpdate(tx, { taskId }), taskForUpdate(tx, { taskId })]);
  if (!task) throw notFound("task", taskId);
  return task;
}

/** Locks a task, and gives it with the run that asked, if one did. @throws NotFound */
export async function lockTaskAndRun(tx: Tx, taskId: string) {
  const [[run], [task]] = await Promise.all([
    wholeRunOfForUpdate(tx, { taskId }),
    taskForUpdate(tx, { taskId }),
  ]);
  if (!task) throw notFound("task", taskId);
  return { task, run };
}

const isRunOfTask = (tx: Tx) =>
  eq(runs.id, tx.select({ id: tasks.runId }).from(tasks).where(eq(tasks.id, given)));

const taskForUpdate = prepared((tx) => tx.select().from(tasks).where(eq(tasks.id, given)).for("update"));
const runOfForUpdate = prepared((tx) =>
  tx.select({ id: runs.id }).from(runs).where(isRunOfTask(tx)).for("update"),
);
const wholeRunOfForUpdate = prepared((tx) => tx.select().from(runs).where(isRunOfTask(tx)).for("update"));

/** The caller as the rules see them. */
export async function taskCaller(tx: Tx, actor: Actor): Promise<TaskCaller> {
  const teamIds = actor.userId ? await teamIdsOf(tx, actor.userId) : [];
  return { type: actor.type, id: actor.id, permissions: actor.permissions, teamIds: new Set(teamIds) };
}

async function teamIdsOf(tx: Tx, userId: string): Promise<string[]> {
  return (await teamsOfUser(tx, { userId })).map((row) => row.id);
}

const teamsOfUser = prepared((tx) =>
  tx
    .select({ id: teamMembers.teamId })
    .from(teamMembers)
    .where(eq(teamMembers.userId, sql.placeholder("userId"))),
);

/** The tasks with these ids, in no order. */
export async function findTasks(tx: Tx, ids: string[]): Promise<TaskRecord[]> {
  if (ids.length === 0) return [];
  return tasksByIds(tx, { ids: `{${ids.join(",")}}` });
}

const tasksByIds = prepared((tx) =>
  selectTasks(tx).where(sql`${tasks.id} = any(${sql.placeholder("ids")}::uuid[])`),
);

/** The names of the teams that an SLA escalates to, by the slug or id that it names them with. */
export async function escalationTeams(tx: Tx, { sla }: TaskRow): Promise<Map<string, string>> {
  const named = (sla?.escalate ?? []).flatMap(({ assignTo }) => ("team" in assignTo ? [assignTo.team] : []));
  if (named.length === 0) return new Map();
  const rows = await tx
    .select({ id: teams.id, slug: teams.slug, name: teams.name })
    .from(teams)
    .where(or(inArray(teams.slug, named), inArray(teams.id, named.filter(isId))));
  return new Map(rows.flatMap(({ id, slug, name }) => [[id, name] as const, [slug, name] as const]));
}

/** A task's deadlines, timeline and comments, oldest first. */
export async function taskStory(tx: Tx, taskId: string) {
  const [deadlines, history, comments] = await Promise.all([
    deadlinesOf(tx, { taskId }),
    historyOf(tx, { taskId }),
    commentsOf(tx, { taskId }),
  ]);
  return { deadlines, history, comments };
}

const deadlinesOf = prepared((tx) =>
  tx.select().from(taskDeadlines).where(eq(taskDeadlines.taskId, given)).orderBy(asc(taskDeadlines.dueAt)),
);
const historyOf = prepared((tx) =>
  tx.select().from(taskHistory).where(eq(taskHistory.taskId, given)).orderBy(asc(taskHistory.id)),
);
const commentsOf = prepared((tx) =>
  tx.select().from(taskComments).where(eq(taskComments.taskId, given)).orderBy(asc(taskComments.id)),
);
