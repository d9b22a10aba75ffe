import { eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import { post } from "@/db/tenancy";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { recordHistory } from "@/server/domain/tasks/history";
import { lockTask } from "@/server/domain/tasks/queries";
import { retarget } from "@/server/domain/tasks/retarget";
import { TaskDetail, TaskPriority } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { operation } from "../operation";

export const updateTask = operation({
  name: "task.update",
  summary: "Change a task's priority",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id, priority: TaskPriority }),
  output: TaskDetail,
  rest: { method: "PATCH", path: "/tasks/{taskId}" },
  mcp: { tool: "task_update", idempotent: true },
  async run({ actor, tx, now }, { taskId, priority }) {
    const task = await lockTask(tx, taskId);
    await allowOnTask(tx, actor, "update", task);
    if (task.priority === priority) return showTask(tx, actor, taskId);
    post(tx.update(tasks).set({ priority, updatedAt: now }).where(eq(tasks.id, taskId)));
    await retarget({ tx, now, actor }, { ...task, priority }, { reason: "priority", from: task.priority });
    recordHistory({ tx, now, actor }, taskId, "priorityChanged", { from: task.priority, to: priority });
    noteChange(tx, actor.tenantId, "task", taskId);
    return showTask(tx, actor, taskId);
  },
});
