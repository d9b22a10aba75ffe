import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { closeUnanswered } from "@/server/domain/tasks/close";
import { lockTaskAndRun } from "@/server/domain/tasks/queries";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { deliverTo } from "@/server/engine/shell/deliver";
import { operation } from "../operation";

export const cancelTask = operation({
  name: "task.cancel",
  summary: "Cancel a task that needs no answer any more",
  description:
    "A run that asked hears of it as the error `task_cancelled` of its step: its `onError` decides, or a person. Cancelling a cancelled task again is no error.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    taskId: Id,
    reason: z.string().trim().min(1).max(2000).default("No reason given"),
  }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/cancel" },
  mcp: { tool: "task_cancel", destructive: true, idempotent: true },
  async run({ actor, tx, now }, { taskId, reason }) {
    const { task, run } = await lockTaskAndRun(tx, taskId);
    if (task.status === "cancelled") return showTask(tx, actor, taskId);
    await allowOnTask(tx, actor, "cancel", task);
    closeUnanswered({ tx, now, actor }, task, "cancelled", reason);
    if (run && task.stepKey) {
      const key = task.stepKey;
      const event = { type: "task.cancelled" as const, at: now.getTime(), key, reason };
      await deliverTo({ tx, now, tenantId: actor.tenantId }, run, event);
    }
    return showTask(tx, actor, taskId);
  },
});
