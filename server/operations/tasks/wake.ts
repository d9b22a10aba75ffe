import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { wake } from "@/server/domain/tasks/hold";
import { lockTask } from "@/server/domain/tasks/queries";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { operation } from "../operation";

export const wakeTask = operation({
  name: "task.wake",
  summary: "Take a snoozed task back now",
  description: "Its clocks run on from where they stood. Waking one that is awake is no error.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/wake" },
  mcp: { tool: "task_wake", idempotent: true },
  async run({ actor, tx, now }, { taskId }) {
    const task = await lockTask(tx, taskId);
    // The sweep may have found it before somebody moved its time.
    const early = actor.type === "system" && task.snoozedUntil && task.snoozedUntil > now;
    if (!task.snoozedUntil || early) return showTask(tx, actor, taskId);
    await allowOnTask(tx, actor, "snooze", task);
    await wake({ tx, now, actor }, task);
    return showTask(tx, actor, taskId);
  },
});
