import { and, eq, sql } from "drizzle-orm";
import { conversations, messages } from "@/db/schema/conversations";
import { teams } from "@/db/schema/members";
import { runs } from "@/db/schema/runs";
import { tasks } from "@/db/schema/tasks";
import { users } from "@/db/schema/users";
import { prepared, type Tx } from "@/db/tenancy";
import { awaitingFrom } from "@/server/domain/decisions/deciders";
import { isOpen, type TaskCaller, whyNotAll } from "@/server/domain/tasks/rules";
import type { TaskAct } from "@/server/domain/tasks/schema";
import type { Actor } from "@/server/platform/actor";
import { uuids } from "./condition";
import { inOrderOf } from "./page";
import type { InboxRow } from "./schema";

/** As much of what was said as a line has room for. */
const SNIPPET = 160;

const lastWords = sql<
  string | null
>`(select left(${messages.content}, ${sql.raw(String(SNIPPET))}) from ${messages}
  where ${messages.tenantId} = ${tasks.tenantId} and ${messages.conversationId} = ${tasks.conversationId} and ${messages.role} = 'user'
  order by ${messages.id} desc limit 1)`;

/** The first words in the context: usually the customer's question. */
const firstWords = sql<
  string | null
>`(select left(value #>> '{}', ${sql.raw(String(SNIPPET))}) from json_each(${tasks.context})
  where json_typeof(value) = 'string' and btrim(value #>> '{}') not in ('', ${tasks.title}) limit 1)`;

function selectRows(tx: Tx) {
  return tx
    .select({
      id: tasks.id,
      title: tasks.title,
      description: sql<string | null>`left(${tasks.description}, ${sql.raw(String(SNIPPET))})`,
      lastWords,
      firstWords,
      participant: conversations.participant,
      channel: conversations.channel,
      status: tasks.status,
      priority: tasks.priority,
      teamId: tasks.teamId,
      userId: tasks.userId,
      claimedBy: tasks.claimedBy,
      replyBy: tasks.replyBy,
      mergedInto: tasks.mergedInto,
      decided: sql<boolean>`${tasks.deciders} is not null`,
      completedBy: tasks.completedBy,
      team: { id: teams.id, slug: teams.slug, name: teams.name },
      user: { id: users.id, name: users.name },
      workflow: runs.workflowName,
      escalationLevel: tasks.escalationLevel,
      nextDueAt: tasks.nextDueAt,
      breachedAt: tasks.breachedAt,
      snoozedUntil: tasks.snoozedUntil,
      waitingSince: tasks.waitingSince,
      createdAt: tasks.createdAt,
      updatedAt: tasks.updatedAt,
    })
    .from(tasks)
    .leftJoin(teams, and(eq(teams.tenantId, tasks.tenantId), eq(teams.id, tasks.teamId)))
    .leftJoin(users, eq(users.id, tasks.userId))
    .leftJoin(runs, and(eq(runs.tenantId, tasks.tenantId), eq(runs.id, tasks.runId)))
    .leftJoin(
      conversations,
      and(eq(conversations.tenantId, tasks.tenantId), eq(conversations.id, tasks.conversationId)),
    );
}

const rowsByIds = prepared((tx) =>
  selectRows(tx).where(sql`${tasks.id} = any(${sql.placeholder("ids")}::uuid[])`),
);

/** The lines of these tasks, in this order. */
export async function inboxRows(
  at: { tx: Tx; now: Date; actor: Actor },
  ids: string[],
  caller: TaskCaller,
): Promise<InboxRow[]> {
  if (ids.length === 0) return [];
  const found = await rowsByIds(at.tx, { ids: uuids(ids) });
  const decided = found.filter((row) => row.decided && isOpen(row.status)).map(({ id }) => id);
  const awaiting = await awaitingFrom(at, caller, decided);
  return inOrderOf(ids, found, ({ id }) => id).map((row) => inboxRow(row, caller, awaiting.has(row.id)));
}

type Found = Awaited<ReturnType<typeof rowsByIds>>[number];

function inboxRow(row: Found, caller: TaskCaller, toDecide: boolean): InboxRow {
  const { user, claimedBy, completedBy, participant } = row;
  const given = user ? { type: "user" as const, ...user } : null;
  return {
    id: row.id,
    title: row.title,
    snippet: row.lastWords ?? row.firstWords ?? row.description ?? "",
    customer: participant ? (participant.name ?? participant.id) : null,
    channel: row.channel,
    status: row.status,
    priority: row.priority,
    team: row.team,
    holder: completedBy ?? claimedBy ?? given,
    claimed: claimedBy !== null,
    toDecide,
    workflow: row.workflow,
    escalationLevel: row.escalationLevel,
    nextDueAt: row.nextDueAt?.toISOString() ?? null,
    breachedAt: row.breachedAt?.toISOString() ?? null,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    waitingSince: row.waitingSince?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    whyNot: reasons(whyNotAll(row, caller)),
  };
}

function reasons(whyNot: Record<TaskAct, string | null>): InboxRow["whyNot"] {
  return Object.fromEntries(
    Object.entries(whyNot).filter(([, reason]) => reason !== null),
  ) as InboxRow["whyNot"];
}
