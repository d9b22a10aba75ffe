import { z } from "zod";
import { unmerge } from "@/server/domain/related/merge";
import { Id } from "@/server/domain/schema";
import { closedConflict } from "@/server/domain/tasks/allow";
import { lockTask } from "@/server/domain/tasks/queries";
import { isOpen } from "@/server/domain/tasks/rules";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { operation } from "../operation";

export const unmergeTask = operation({
  name: "task.unmerge",
  summary: "Make a duplicate a task of its own again",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/unmerge" },
  mcp: { tool: "task_unmerge", idempotent: true },
  async run({ actor, tx, now }, { taskId }) {
    const task = await lockTask(tx, taskId);
    if (!isOpen(task.status)) throw closedConflict(task);
    if (task.mergedInto) await unmerge({ tx, now, actor }, task);
    return showTask(tx, actor, taskId);
  },
});
