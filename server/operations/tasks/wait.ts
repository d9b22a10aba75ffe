import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { waitForCustomer } from "@/server/domain/tasks/hold";
import { lockTask } from "@/server/domain/tasks/queries";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { operation } from "../operation";

export const waitTask = operation({
  name: "task.wait",
  summary: "Let a task wait for the customer",
  description:
    "Its clocks stand still until the customer writes in the task's conversation, or until the wait is ended by hand.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/wait" },
  mcp: { tool: "task_wait", idempotent: true },
  async run({ actor, tx, now }, { taskId }) {
    const task = await lockTask(tx, taskId);
    await allowOnTask(tx, actor, "wait", task);
    if (!task.waitingSince) waitForCustomer({ tx, now, actor }, task);
    return showTask(tx, actor, taskId);
  },
});
