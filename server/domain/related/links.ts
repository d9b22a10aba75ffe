import { and, desc, eq, or } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { taskLinks } from "@/db/schema/task-work";
import { tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { recordHistory, type TaskAt } from "@/server/domain/tasks/history";
import type { TaskRow } from "@/server/domain/tasks/queries";
import type { LinkKind } from "@/server/domain/tasks/schema";
import { actorRef } from "@/server/platform/actor";
import type { TaskBrief, TaskLink } from "./schema";

type Named = Pick<TaskRow, "id" | "title">;

/** Notes that two tasks have to do with each other, on both timelines; doing it again changes the kind. */
export async function linkTasks(at: TaskAt, task: Named, other: Named, kind: LinkKind): Promise<void> {
  const { tx, now, actor } = at;
  const link = { tenantId: actor.tenantId, taskId: task.id, otherId: other.id, kind, by: actorRef(actor) };
  await unlinkTasks(tx, task.id, other.id);
  await tx.insert(taskLinks).values({ ...link, createdAt: now });
  if (kind === "related") {
    recordHistory(at, task.id, "linked", { taskId: other.id, title: other.title });
    recordHistory(at, other.id, "linked", { taskId: task.id, title: task.title });
  }
  for (const { id } of [task, other]) noteChange(tx, actor.tenantId, "task", id);
}

/** @returns whether there was a link */
export async function unlinkTasks(tx: Tx, taskId: string, otherId: string): Promise<boolean> {
  const one = and(eq(taskLinks.taskId, taskId), eq(taskLinks.otherId, otherId));
  const back = and(eq(taskLinks.taskId, otherId), eq(taskLinks.otherId, taskId));
  return (await tx.delete(taskLinks).where(or(one, back)).returning()).length > 0;
}

/** What a task has to do with, newest first. */
export async function linksOf(tx: Tx, taskId: string): Promise<TaskLink[]> {
  const found = async (direction: "from" | "to") => {
    const [near, far] =
      direction === "from" ? [taskLinks.taskId, taskLinks.otherId] : [taskLinks.otherId, taskLinks.taskId];
    const rows = await tx
      .select({ task: tasks, kind: taskLinks.kind })
      .from(taskLinks)
      .innerJoin(tasks, and(eq(tasks.tenantId, taskLinks.tenantId), eq(tasks.id, far)))
      .where(eq(near, taskId))
      .orderBy(desc(tasks.id))
      .limit(100);
    return rows.map(({ task, kind }) => ({ task: brief(task), kind, direction }));
  };
  return [...(await found("from")), ...(await found("to"))];
}

export function brief({
  id,
  title,
  status,
  createdAt,
  completedAt,
}: Pick<TaskRow, "id" | "title" | "status" | "createdAt" | "completedAt">): TaskBrief {
  return {
    id,
    title,
    status,
    createdAt: createdAt.toISOString(),
    completedAt: completedAt?.toISOString() ?? null,
  };
}
