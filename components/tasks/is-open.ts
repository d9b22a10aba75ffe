import { OPEN_TASK_STATUSES, type TaskView } from "@/server/domain/tasks/schema";

/** Whether the task still waits for an answer. */
export function isOpen({ status }: Pick<TaskView, "status">): boolean {
  return OPEN_TASK_STATUSES.some((known) => known === status);
}
