import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { closedConflict } from "@/server/domain/tasks/allow";
import { lockTask } from "@/server/domain/tasks/queries";
import { isOpen } from "@/server/domain/tasks/rules";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { undoLast } from "@/server/domain/tasks/undo";
import { operation } from "../operation";

export const undoTask = operation({
  name: "task.undo",
  summary: "Take back what the caller has just done to a task",
  description:
    "A claim, a release, a reassignment, a change of priority or a snooze of the last hour, when nothing else has happened to the task since.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/undo" },
  async run({ actor, tx, now }, { taskId }) {
    const task = await lockTask(tx, taskId);
    if (!isOpen(task.status)) throw closedConflict(task);
    await undoLast({ tx, now, actor }, task);
    return showTask(tx, actor, taskId);
  },
});
