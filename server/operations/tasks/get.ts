import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { operation } from "../operation";

export const getTask = operation({
  name: "task.get",
  summary: "Get a task with its timeline, deadlines and comments",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ taskId: Id }),
  output: TaskDetail,
  rest: { method: "GET", path: "/tasks/{taskId}" },
  mcp: { tool: "task_get" },
  run: ({ actor, tx }, { taskId }) => showTask(tx, actor, taskId),
});
