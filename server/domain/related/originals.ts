import { and, desc, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { tasks } from "@/db/schema/tasks";
import { type Tx, unbound } from "@/db/tenancy";
import { findConversation } from "@/server/domain/conversations/queries";
import { meantBy } from "@/server/domain/inbox/condition";
import type { TaskAt } from "@/server/domain/tasks/history";
import type { TaskRow } from "@/server/domain/tasks/queries";
import { conversationsWith } from "./customer";
import { brief } from "./links";
import type { Original } from "./schema";

/** So many are offered. */
const SHOWN = 12;
/** The newest open tasks that are looked through for alike titles. */
const LOOKED_THROUGH = 500;
/** Titles that have so much in common, of 1, are alike. */
const ALIKE = 0.4;

/**
 * The open tasks that a task may be a duplicate of: first those of its customer, then those with a title like its own,
 * then the newest. With words only those that say them, in the same order.
 */
export async function originalsOf(
  { tx, now, actor }: TaskAt,
  task: TaskRow,
  text: string | undefined,
): Promise<Original[]> {
  const { where, words } = await meantBy(tx, { actor, now }, { view: "open", ...(text ? { text } : {}) });
  const usable = and(where, ne(tasks.id, task.id), isNull(tasks.mergedInto), isNull(tasks.deciders));
  const find = (also: SQL | undefined, order: SQL[], limit: number) => {
    const found = () =>
      select(tx, task.title)
        .where(and(usable, also))
        .orderBy(...order)
        .limit(limit);
    return words ? unbound(tx, "words of tasks", found) : found();
  };
  // A customer's past is for those who may read conversations.
  const theirs =
    task.conversationId && actor.permissions.has("conversations:read")
      ? (await conversationsWith(tx, await findConversation(tx, task.conversationId))).map(({ id }) => id)
      : [];
  const newest = desc(tasks.id);
  const customers =
    theirs.length > 0 ? await find(inArray(tasks.conversationId, theirs), [newest], SHOWN) : [];
  const known = new Set(customers.map((row) => row.task.id));
  const recent = (await find(undefined, [newest], LOOKED_THROUGH)).filter((row) => !known.has(row.task.id));
  const alike = recent.filter(({ likeness }) => likeness >= ALIKE);
  const byLikeness = <T extends { likeness: number }>(rows: T[]) =>
    rows.toSorted((a, b) => b.likeness - a.likeness);
  return [
    ...byLikeness(customers).map((row) => original(row, "customer")),
    ...byLikeness(alike).map((row) => original(row, "title")),
    ...recent.filter((row) => !alike.includes(row)).map((row) => original(row, "recent")),
  ].slice(0, SHOWN);
}

function select(tx: Tx, title: string) {
  return tx
    .select({
      task: {
        id: tasks.id,
        title: tasks.title,
        status: tasks.status,
        createdAt: tasks.createdAt,
        completedAt: tasks.completedAt,
      },
      participant: conversations.participant,
      likeness: sql<number>`similarity(${tasks.title}, ${title})`,
    })
    .from(tasks)
    .leftJoin(
      conversations,
      and(eq(conversations.tenantId, tasks.tenantId), eq(conversations.id, tasks.conversationId)),
    )
    .$dynamic();
}

type Found = Awaited<ReturnType<typeof select>>[number];

function original({ task, participant }: Found, because: Original["because"]): Original {
  return { ...brief(task), customer: participant ? (participant.name ?? participant.id) : null, because };
}
