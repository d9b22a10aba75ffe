import { z } from "zod";
import { alikeTasks } from "@/server/domain/answer-rules/queries";
import { Id } from "@/server/domain/schema";
import { findTask, taskCaller } from "@/server/domain/tasks/queries";
import { whyNot } from "@/server/domain/tasks/rules";
import { TaskView } from "@/server/domain/tasks/schema";
import { situation, taskView } from "@/server/domain/tasks/view";
import { operation } from "../operation";

export const alikeTasksOperation = operation({
  name: "task.alike",
  summary: "Find the open tasks that the same step of the same workflow asks",
  description: "Those that nobody has claimed and the caller may answer: candidates for one answer to all.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ taskId: Id }),
  output: z.object({ data: z.array(TaskView) }),
  rest: { method: "GET", path: "/tasks/{taskId}/alike" },
  mcp: { tool: "task_alike" },
  async run({ actor, tx }, { taskId }) {
    const { task } = await findTask(tx, taskId);
    const caller = await taskCaller(tx, actor);
    const data: TaskView[] = [];
    for (const { id } of await alikeTasks(tx, task)) {
      const record = await findTask(tx, id);
      if (whyNot("complete", situation(record.task), caller) === null) data.push(taskView(record, caller));
    }
    return { data };
  },
});
