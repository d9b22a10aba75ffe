import { and, asc, desc, eq, ilike, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { teamMembers, teams } from "@/db/schema/members";
import { runs } from "@/db/schema/runs";
import { taskComments, taskDeadlines, taskHistory, tasks } from "@/db/schema/tasks";
import { users } from "@/db/schema/users";
import { prepared, type Tx } from "@/db/tenancy";
import { decodeCursor, pageFrom, unusableCursor } from "@/server/domain/paging";
import type { Actor } from "@/server/platform/actor";
import { notFound } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";
import type { TaskCaller } from "./rules";
import { OPEN_TASK_STATUSES, type TaskStatus } from "./schema";

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

export const TASK_VIEWS = ["mine", "teams", "unassigned", "open", "closed"] as const;
export type TaskViewName = (typeof TASK_VIEWS)[number];

export interface TaskFilter {
  status?: TaskStatus[] | undefined;
  /** A team's slug or id. */
  team?: string | undefined;
  /** A user's id or e-mail, or `me`. */
  assignee?: string | undefined;
  runId?: string | undefined;
  conversationId?: string | undefined;
  /** Words of the title, description or context. */
  text?: string | undefined;
  view?: TaskViewName | undefined;
}

// As literals: an index of open tasks alone is of no use to a prepared statement that learns them only when it runs.
const isOpenNow = sql`${tasks.status} in (${sql.raw(OPEN_TASK_STATUSES.map((status) => `'${status}'`).join(","))})`;

function viewCondition(view: TaskViewName, actor: Actor): SQL | undefined {
  const me = actor.userId ?? actor.id;
  const mine = or(eq(tasks.userId, isId(me) ? me : actor.tenantId), sql`${tasks.claimedBy}->>'id' = ${me}`);
  const myTeams = sql`${tasks.teamId} in (select ${teamMembers.teamId} from ${teamMembers} where ${teamMembers.userId} = ${isId(me) ? me : actor.tenantId})`;
  const conditions: Record<TaskViewName, SQL | undefined> = {
    mine: and(isOpenNow, mine),
    teams: and(isOpenNow, or(myTeams, mine)),
    unassigned: and(isOpenNow, isNull(tasks.userId), isNull(tasks.claimedBy)),
    open: isOpenNow,
    closed: sql`not (${isOpenNow})`,
  };
  return conditions[view];
}

/** The condition of a filter, for the caller. */
export function taskCondition(filter: TaskFilter, actor: Actor): SQL | undefined {
  const { team, assignee, text } = filter;
  const person = assignee === "me" ? (actor.userId ?? actor.id) : assignee;
  const pattern = text ? `%${text.replaceAll(/[\\%_]/g, "\\$&")}%` : undefined;
  return and(
    filter.view ? viewCondition(filter.view, actor) : undefined,
    filter.status?.length ? inArray(tasks.status, filter.status) : undefined,
    team
      ? sql`${tasks.teamId} in (select ${teams.id} from ${teams} where ${isId(team) ? or(eq(teams.id, team), eq(teams.slug, team)) : eq(teams.slug, team)})`
      : undefined,
    person
      ? sql`${tasks.userId} in (select ${users.id} from ${users} where ${isId(person) ? eq(users.id, person) : eq(users.email, person.toLowerCase())})`
      : undefined,
    filter.runId ? eq(tasks.runId, filter.runId) : undefined,
    filter.conversationId ? eq(tasks.conversationId, filter.conversationId) : undefined,
    pattern
      ? or(
          ilike(tasks.title, pattern),
          ilike(tasks.description, pattern),
          sql`${tasks.context}::text ilike ${pattern}`,
        )
      : undefined,
  );
}

export const TASK_SORTS = ["newest", "deadline"] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

const NO_DEADLINE = "infinity";

/** A task that has missed all its deadlines comes first, by when; tasks without a deadline come last. */
const dueOrLast = sql`coalesce(${tasks.nextDueAt}, ${tasks.breachedAt}, 'infinity'::timestamptz)`;

/** One page of tasks and the cursor of the next. */
export async function listTasks(
  tx: Tx,
  where: SQL | undefined,
  page: { sort: TaskSort; limit: number; cursor?: string | undefined },
): Promise<{ rows: TaskRecord[]; nextCursor: string | null }> {
  const order = page.sort === "newest" ? [desc(tasks.id)] : [asc(dueOrLast), asc(tasks.id)];
  const rows = await selectTasks(tx)
    .where(and(where, page.cursor ? afterCursor(page.sort, page.cursor) : undefined))
    .orderBy(...order)
    .limit(page.limit + 1);
  const due = ({ nextDueAt, breachedAt }: TaskRow) => (nextDueAt ?? breachedAt)?.toISOString() ?? NO_DEADLINE;
  return pageFrom(rows, page.limit, ({ task }) => [due(task), task.id]);
}

function afterCursor(sort: TaskSort, cursor: string): SQL | undefined {
  const [due = "", id = ""] = decodeCursor(cursor, 2);
  if (!isId(id) || (due !== NO_DEADLINE && Number.isNaN(Date.parse(due)))) throw unusableCursor();
  if (sort === "newest") return lt(tasks.id, id);
  return sql`(${dueOrLast}, ${tasks.id}) > (${due}::timestamptz, ${id}::uuid)`;
}

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

/** How many tasks each view holds for the caller. */
export async function countTasks(
  tx: Tx,
  actor: Actor,
): Promise<Record<Exclude<TaskViewName, "closed">, number>> {
  const count = (view: TaskViewName) =>
    sql<number>`count(*) filter (where ${viewCondition(view, actor)})::int`;
  const [row] = await tx
    .select({
      mine: count("mine"),
      teams: count("teams"),
      unassigned: count("unassigned"),
      open: count("open"),
    })
    .from(tasks)
    .where(isOpenNow);
  return row ?? { mine: 0, teams: 0, unassigned: 0, open: 0 };
}
