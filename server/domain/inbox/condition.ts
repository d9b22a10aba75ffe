import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { teamMembers, teams } from "@/db/schema/members";
import { runs } from "@/db/schema/runs";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
import { users } from "@/db/schema/users";
import { type Tx, unbound } from "@/db/tenancy";
import { OPEN_TASK_STATUSES, SLA_CLOCKS } from "@/server/domain/tasks/schema";
import type { Actor } from "@/server/platform/actor";
import { isId } from "@/server/platform/ids";
import { momentOf, NONE, type TaskFilter, type TaskViewName } from "./schema";
import { awaitsWordOf } from "./sign-offs";

/**
 * The tasks that a filter means. They are those for which `where` and one of `branches` hold; the branches have no
 * task in common, and each is one range of an index, which an `or` would not be.
 */
export interface Meant {
  where: SQL | undefined;
  branches: (SQL | undefined)[];
  /** Whether it asks for words: see `unbound` in db/tenancy. */
  words: boolean;
}

/** Due within this is due soon. */
export const SOON_MS = 4 * 3_600_000;

// As literals: an index of open tasks alone is of no use to a prepared statement that learns them only when it runs.
export const isOpenNow = sql`${tasks.status} in (${sql.raw(OPEN_TASK_STATUSES.map((status) => `'${status}'`).join(","))})`;

const isPutOff = sql`(${tasks.snoozedUntil} is not null or ${tasks.waitingSince} is not null)`;
const isActive = sql`(${isOpenNow} and ${tasks.snoozedUntil} is null and ${tasks.waitingSince} is null)`;

/** A task that has missed all its deadlines comes first, by when; tasks without a deadline come last. */
export const dueOrLast = sql`coalesce(${tasks.nextDueAt}, ${tasks.breachedAt}, 'infinity'::timestamptz)`;

const workflowOf = sql`(select ${runs.workflowName} from ${runs} where ${runs.tenantId} = ${tasks.tenantId} and ${runs.id} = ${tasks.runId})`;
const channelOf = sql`(select ${conversations.channel} from ${conversations} where ${conversations.tenantId} = ${tasks.tenantId} and ${conversations.id} = ${tasks.conversationId})`;

interface Asker {
  actor: Actor;
  now: Date;
}

/** What a filter means for the caller, now. Names in it that nothing has mean no task. */
export async function meantBy(tx: Tx, { actor, now }: Asker, filter: TaskFilter): Promise<Meant> {
  const [teamIds, holders, branches] = await Promise.all([
    filter.team ? idsOfTeams(tx, filter.team) : undefined,
    filter.assignee ? holdersNamed(tx, actor, filter.assignee) : undefined,
    branchesOf(tx, { actor, now }, filter.view),
  ]);
  // After the others, and not beside them: it changes what their transaction sees.
  const said = filter.text ? await says(tx, actor.tenantId, filter.text) : undefined;
  const moment = (at: string | undefined) => at && momentOf(at, now).toISOString();
  const [createdAfter, createdBefore] = [moment(filter.createdAfter), moment(filter.createdBefore)];
  const [dueAfter, dueBefore] = [moment(filter.dueAfter), moment(filter.dueBefore)];
  const where = and(
    eq(tasks.tenantId, actor.tenantId),
    filter.view ? viewCondition(filter.view, now) : undefined,
    filter.status ? oneOf(tasks.status, filter.status) : undefined,
    filter.priority ? oneOf(tasks.priority, filter.priority) : undefined,
    teamIds && anyOrNone(tasks.teamId, teamIds),
    holders && anyOrNone(tasks.holderId, holders),
    filter.workflow ? sql`${workflowOf} in ${filter.workflow}` : undefined,
    filter.channel ? sql`${channelOf} in ${filter.channel}` : undefined,
    createdAfter ? sql`${tasks.createdAt} >= ${createdAfter}::timestamptz` : undefined,
    createdBefore ? sql`${tasks.createdAt} < ${createdBefore}::timestamptz` : undefined,
    dueAfter ? sql`${dueOrLast} >= ${dueAfter}::timestamptz` : undefined,
    dueBefore ? sql`${dueOrLast} < ${dueBefore}::timestamptz` : undefined,
    filter.missed || filter.missedClock ? hasMissed(filter.missed, filter.missedClock) : undefined,
    filter.ids ? sql`${tasks.id} = any(${uuids(filter.ids)}::uuid[])` : undefined,
    filter.runId ? eq(tasks.runId, filter.runId) : undefined,
    filter.conversationId ? eq(tasks.conversationId, filter.conversationId) : undefined,
    said,
  );
  return { where, branches, words: Boolean(filter.text) };
}

async function branchesOf(tx: Tx, asker: Asker, view?: TaskViewName): Promise<Meant["branches"]> {
  const { id } = asker.actor;
  if (view === "mine") {
    return [eq(tasks.holderId, id), and(isNotHeldBy(id), await awaitsWordOf(tx, asker))];
  }
  if (view !== "teams") return [undefined];
  const mine = await teamsOf(tx, asker.actor);
  return [eq(tasks.holderId, id), ...mine.map((teamId) => and(eq(tasks.teamId, teamId), isNotHeldBy(id)))];
}

/** A clock of the SLA that ran out: `open` while what it asks for is still to be done, `late` once it was. */
function hasMissed(state: TaskFilter["missed"], clocks: string[] = [...SLA_CLOCKS]): SQL {
  const met = { open: sql`and met.met_at is null`, late: sql`and met.met_at is not null` };
  return sql`(${tasks.breachedAt} is not null and exists (select from ${taskDeadlines} met
    where met.tenant_id = ${tasks.tenantId} and met.task_id = ${tasks.id} and met.escalation is null
      and met.fired_at is not null and met.clock in ${clocks} ${state ? met[state] : sql``}))`;
}

/** A list of ids as one value of a statement. */
export const uuids = (ids: string[]) => `{${ids.join(",")}}`;

function viewCondition(view: TaskViewName, now: Date): SQL | undefined {
  const soon = new Date(now.getTime() + SOON_MS).toISOString();
  const conditions: Record<TaskViewName, () => SQL | undefined> = {
    mine: () => isActive,
    teams: () => isActive,
    unassigned: () => and(isActive, isNull(tasks.holderId)),
    dueSoon: () =>
      and(
        isActive,
        sql`${dueOrLast} > ${now.toISOString()}::timestamptz`,
        sql`${dueOrLast} <= ${soon}::timestamptz`,
      ),
    breached: () => and(isOpenNow, isNotNull(tasks.breachedAt)),
    waiting: () => and(isOpenNow, isPutOff),
    open: () => isOpenNow,
    closed: () => sql`not (${isOpenNow})`,
  };
  return conditions[view]();
}

const isNotHeldBy = (id: string) => sql`${tasks.holderId} is distinct from ${id}`;

type Column = typeof tasks.status | typeof tasks.priority;

/** One value as an equation, which an index with an order serves. */
function oneOf(column: Column, values: string[]): SQL {
  const [only, ...more] = values;
  return more.length === 0 && only ? sql`${column} = ${only}` : sql`${column} in ${values}`;
}

function anyOrNone(
  column: typeof tasks.teamId | typeof tasks.holderId,
  values: (string | null)[],
): SQL | undefined {
  const named = values.filter((value) => value !== null);
  const [only, ...more] = named;
  const any = only === undefined ? undefined : more.length === 0 ? eq(column, only) : inArray(column, named);
  if (values.includes(null)) return or(isNull(column), any);
  return any ?? sql`false`;
}

/**
 * Tasks that say all of these words, or words that begin so, or whose conversation does in one message. An id finds
 * its task, or those of its run.
 */
async function says(tx: Tx, tenantId: string, text: string): Promise<SQL | undefined> {
  if (isId(text)) return or(eq(tasks.id, text), eq(tasks.runId, text));
  const words = sql`words_query(${text})`;
  const told = sql`select told.conversation_id from messages told
    where told.tenant_id = ${tenantId} and told.search @@ ${words}`;
  const saying = sql`select said.id from tasks said
    where said.tenant_id = ${tenantId} and task_words(said.title, said.description, said.context) @@ ${words}`;
  const [many] = await unbound(tx, "words of tasks", () =>
    tx.execute(sql`select from (${saying} union all ${told}) found offset ${COMMON} limit 1`),
  );
  // A list of what is said everywhere is soon full when it is walked in its own order; what is rare is found at once.
  if (many) {
    return or(
      sql`task_words(${tasks.title}, ${tasks.description}, ${tasks.context}) @@ ${words}`,
      sql`exists (${told} and told.conversation_id = ${tasks.conversationId})`,
    );
  }
  return sql`${tasks.id} in (${saying} union select about.id from tasks about
    where about.tenant_id = ${tenantId} and about.conversation_id in (${told}))`;
}

/** Words that are said more often than this are common. */
const COMMON = 2_000;

async function idsOfTeams(tx: Tx, named: string[]): Promise<(string | null)[]> {
  const rows = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(or(inArray(teams.slug, named), inArray(teams.id, named.filter(isId))));
  return [...rows.map(({ id }) => id), ...(named.includes(NONE) ? [null] : [])];
}

async function holdersNamed(tx: Tx, actor: Actor, named: string[]): Promise<(string | null)[]> {
  const mails = named.filter((name) => name.includes("@")).map((mail) => mail.toLowerCase());
  const rows = mails.length
    ? await tx.select({ id: users.id }).from(users).where(inArray(users.email, mails))
    : [];
  const ids = named.flatMap((name) => (name === "me" ? [actor.id] : isId(name) ? [name] : []));
  return [...ids, ...rows.map(({ id }) => id), ...(named.includes(NONE) ? [null] : [])];
}

/** The teams that somebody is in. */
export async function teamsOf(tx: Tx, actor: Actor): Promise<string[]> {
  if (!actor.userId) return [];
  const rows = await tx
    .select({ id: teamMembers.teamId })
    .from(teamMembers)
    .where(eq(teamMembers.userId, actor.userId));
  return rows.map(({ id }) => id);
}
