import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { stopWaiting } from "@/server/domain/tasks/hold";
import { lockTask } from "@/server/domain/tasks/queries";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { operation } from "../operation";

export const stopWaitingTask = operation({
  name: "task.stopWaiting",
  summary: "End a task's wait for the customer",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/stop-waiting" },
  mcp: { tool: "task_stop_waiting", idempotent: true },
  async run({ actor, tx, now }, { taskId }) {
    const task = await lockTask(tx, taskId);
    if (!task.waitingSince) return showTask(tx, actor, taskId);
    await allowOnTask(tx, actor, "wait", task);
    await stopWaiting({ tx, now, actor }, task, "by_hand");
    return showTask(tx, actor, taskId);
  },
});
