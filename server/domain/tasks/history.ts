import { taskHistory } from "@/db/schema/tasks";
import { append, type Tx } from "@/db/tenancy";
import { type Actor, actorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import type { TaskHistoryAction } from "./schema";

export interface TaskAt {
  tx: Tx;
  now: Date;
  actor: Actor;
}

/** Adds a line to a task's timeline. */
export function recordHistory(
  { tx, now, actor }: TaskAt,
  taskId: string,
  action: TaskHistoryAction,
  details: Record<string, unknown> = {},
): void {
  const { tenantId, channel } = actor;
  const line = { taskId, action, actor: actorRef(actor), details: { ...details, channel }, at: now };
  append(tx, taskHistory, [{ id: newId(), tenantId, ...line }]);
}
