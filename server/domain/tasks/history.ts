import { taskHistory } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { type Actor, actorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import type { TaskHistoryAction } from "./schema";

export interface TaskAt {
  tx: Tx;
  now: Date;
  actor: Actor;
}

/** Adds a line to a task's timeline. */
export async function recordHistory(
  { tx, now, actor }: TaskAt,
  taskId: string,
  action: TaskHistoryAction,
  details: Record<string, unknown> = {},
): Promise<void> {
  await tx.insert(taskHistory).values({
    id: newId(),
    tenantId: actor.tenantId,
    taskId,
    action,
    actor: actorRef(actor),
    details: { ...details, channel: actor.channel },
    at: now,
  });
}
