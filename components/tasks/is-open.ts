import type { TaskStatus } from "@/server/domain/tasks/schema";

/** Written out rather than imported, so that lists need no validation code in the browser. */
const open = ["created", "assigned", "claimed"] as const satisfies TaskStatus[];

/** Whether the task still waits for an answer. */
export function isOpen({ status }: { status: TaskStatus }): boolean {
  return open.some((known) => known === status);
}
