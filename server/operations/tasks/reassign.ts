import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { moveTask } from "@/server/domain/tasks/move";
import { lockTask } from "@/server/domain/tasks/queries";
import { AssignTo, TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { placeOf } from "@/server/domain/tasks/undo";
import { operation } from "../operation";

export const reassignTask = operation({
  name: "task.reassign",
  summary: "Send a task to another team or person",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    taskId: Id,
    assignTo: AssignTo,
    note: z.string().trim().min(1).max(2000).optional(),
  }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/reassign" },
  mcp: { tool: "task_reassign" },
  async run({ actor, tx, now }, { taskId, assignTo, note }) {
    const task = await lockTask(tx, taskId);
    await allowOnTask(tx, actor, "reassign", task);
    await moveTask({ tx, now, actor }, task, {
      assignTo,
      action: "reassigned",
      details: { ...(note ? { note } : {}), before: placeOf(task) },
    });
    return showTask(tx, actor, taskId);
  },
});
