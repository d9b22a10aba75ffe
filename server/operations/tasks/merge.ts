import { z } from "zod";
import { mergeInto } from "@/server/domain/related/merge";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { findTask, lockTask } from "@/server/domain/tasks/queries";
import { isOpen } from "@/server/domain/tasks/rules";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { conflict, invalid } from "@/server/platform/errors";
import { operation } from "../operation";

export const mergeTask = operation({
  name: "task.merge",
  summary: "Merge a duplicate into the task that it repeats",
  description:
    "The duplicate waits with its clocks held, and gets the same answer once the other has one, which its own run goes on with. Where that answer does not fit its form, or the other ends without one, it becomes a task of its own again.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id.describe("The duplicate"), into: Id }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/merge" },
  mcp: { tool: "task_merge" },
  async run({ actor, tx, now }, { taskId, into }) {
    if (taskId === into) {
      throw invalid("A task is no duplicate of itself.", [{ path: "into", message: "must be another task" }]);
    }
    const { task: original } = await findTask(tx, into);
    const task = await lockTask(tx, taskId);
    await allowOnTask(tx, actor, "reassign", task);
    if (!isOpen(original.status)) {
      throw conflict(
        "task_closed",
        `“${original.title}” is ${original.status}: it gives no answer any more.`,
      );
    }
    if (original.mergedInto) {
      throw conflict("task_is_duplicate", "That one is a duplicate itself: merge into what it is one of.");
    }
    if (task.deciders || original.deciders) {
      throw conflict("task_takes_decisions", "What takes several people's sign-off can't be merged.");
    }
    await mergeInto({ tx, now, actor }, task, original);
    return showTask(tx, actor, taskId);
  },
});
