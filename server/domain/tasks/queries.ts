import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { teamMembers, teams } from "@/db/schema/members";
import { runs } from "@/db/schema/runs";
import { taskComments, taskDeadlines, taskHistory, tasks } from "@/db/schema/tasks";
import { users } from "@/db/schema/users";
import { prepared, shared, type Tx } from "@/db/tenancy";
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
const givenAll = sql`${sql.placeholder("taskIds")}::text[]::uuid[]`;
const listed = (taskIds: string[]) => ({ taskIds: `{${taskIds.join(",")}}` });

/** @throws NotFound */
export async function findTask(tx: Tx, taskId: string): Promise<TaskRecord> {
  const [found] = await findTasks(tx, [taskId]);
  if (!found) throw notFound("task", taskId);
  return found;
}

/** The tasks with these ids, in no order. */
export async function findTasks(tx: Tx, ids: string[]): Promise<TaskRecord[]> {
  if (ids.length === 0) return [];
  return tasksByIds(tx, listed(ids));
}

const tasksByIds = prepared((tx) => selectTasks(tx).where(eq(tasks.id, sql`any(${givenAll})`)));

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

/**
 * Locks many, as one locks them: all runs first, each kind in the order of its ids. Only those that stand alone are
 * given, as they stay what was read until something happens to them: not several tasks of one run.
 */
export async function lockTasksAndRuns(tx: Tx, taskIds: string[]) {
  const all = listed(taskIds);
  const [lockedRuns, locked] = await Promise.all([runsOfForUpdate(tx, all), tasksForUpdate(tx, all)]);
  const byId = new Map(lockedRuns.map((run) => [run.id, run]));
  const times = countBy([...taskIds, ...locked.flatMap(({ runId }) => runId ?? [])]);
  const alone = locked.filter(({ id, runId }) => times.get(id) === 1 && (!runId || times.get(runId) === 1));
  return new Map(
    alone.map((task) => [task.id, { task, run: task.runId ? byId.get(task.runId) : undefined }]),
  );
}

function countBy(keys: string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return times;
}

const runsOfForUpdate = prepared((tx) => {
  const ofTasks = tx
    .select({ id: tasks.runId })
    .from(tasks)
    .where(eq(tasks.id, sql`any(${givenAll})`));
  return tx
    .select()
    .from(runs)
    .where(eq(runs.id, sql`any(array(${ofTasks}))`))
    .orderBy(asc(runs.id))
    .for("update");
});
const tasksForUpdate = prepared((tx) =>
  tx
    .select()
    .from(tasks)
    .where(eq(tasks.id, sql`any(${givenAll})`))
    .orderBy(asc(tasks.id))
    .for("update"),
);

const isRunOfTask = (tx: Tx) =>
  eq(runs.id, tx.select({ id: tasks.runId }).from(tasks).where(eq(tasks.id, given)));

const taskForUpdate = prepared((tx) => tx.select().from(tasks).where(eq(tasks.id, given)).for("update"));
const runOfForUpdate = prepared((tx) =>
  tx.select({ id: runs.id }).from(runs).where(isRunOfTask(tx)).for("update"),
);
const wholeRunOfForUpdate = prepared((tx) => tx.select().from(runs).where(isRunOfTask(tx)).for("update"));

/** The caller as the rules see them. */
export async function taskCaller(tx: Tx, actor: Actor): Promise<TaskCaller> {
  const { userId } = actor;
  const teamIds = userId ? await shared(tx, `teams of ${userId}`, () => teamIdsOf(tx, userId)) : [];
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

/** The names of the teams that an SLA escalates to, by the slug or id that it names them with. */
export async function escalationTeams(tx: Tx, { sla }: TaskRow): Promise<Map<string, string>> {
  const named = (sla?.escalate ?? []).flatMap(({ assignTo }) =>
    assignTo && "team" in assignTo ? [assignTo.team] : [],
  );
  if (named.length === 0) return new Map();
  const rows = await tx
    .select({ id: teams.id, slug: teams.slug, name: teams.name })
    .from(teams)
    .where(or(inArray(teams.slug, named), inArray(teams.id, named.filter(isId))));
  return new Map(rows.flatMap(({ id, slug, name }) => [[id, name] as const, [slug, name] as const]));
}

/** The deadlines, timelines and comments of tasks, each task's oldest first. */
export async function taskStories(tx: Tx, taskIds: string[]) {
  const all = listed(taskIds);
  const [deadlines, history, comments] = await Promise.all([
    deadlinesOf(tx, all),
    historyOf(tx, all),
    commentsOf(tx, all),
  ]);
  const of = { deadlines: byTask(deadlines), history: byTask(history), comments: byTask(comments) };
  return (taskId: string) => ({
    deadlines: of.deadlines.get(taskId) ?? [],
    history: of.history.get(taskId) ?? [],
    comments: of.comments.get(taskId) ?? [],
  });
}

const byTask = <R extends { taskId: string }>(rows: R[]) => Map.groupBy(rows, ({ taskId }) => taskId);

const deadlinesOf = prepared((tx) =>
  tx
    .select()
    .from(taskDeadlines)
    .where(eq(taskDeadlines.taskId, sql`any(${givenAll})`))
    .orderBy(asc(taskDeadlines.dueAt)),
);
const historyOf = prepared((tx) =>
  tx
    .select()
    .from(taskHistory)
    .where(eq(taskHistory.taskId, sql`any(${givenAll})`))
    .orderBy(asc(taskHistory.id)),
);
const commentsOf = prepared((tx) =>
  tx
    .select()
    .from(taskComments)
    .where(eq(taskComments.taskId, sql`any(${givenAll})`))
    .orderBy(asc(taskComments.id)),
);
