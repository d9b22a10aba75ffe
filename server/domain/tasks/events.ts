import type { tasks } from "@/db/schema/tasks";
import { emitEvent } from "@/server/domain/events/emit";
import type { TaskAt } from "./history";

type TaskEvent = "task.created" | "task.completed" | "task.expired" | "task.cancelled";

/** Tells what became of a task, as it is now. */
export function tellOfTask({ tx, actor }: TaskAt, name: TaskEvent, task: typeof tasks.$inferSelect): void {
  const { id: taskId, title, status, priority, runId, conversationId, teamId, userId } = task;
  const { escalationLevel, formData, completedBy } = task;
  const data = { taskId, title, status, priority, runId, conversationId, teamId, userId, escalationLevel };
  emitEvent(tx, actor.tenantId, name, { ...data, formData, completedBy }, { correlation: taskId, runId });
}
