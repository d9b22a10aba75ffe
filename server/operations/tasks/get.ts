import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTasks } from "@/server/domain/tasks/show";
import { gatheredOperation } from "../operation";

export const getTask = gatheredOperation({
  name: "task.get",
  summary: "Get a task with its timeline, deadlines and comments",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ taskId: Id }),
  output: TaskDetail,
  rest: { method: "GET", path: "/tasks/{taskId}" },
  mcp: { tool: "task_get" },
  run: async () => undefined,
  show: ({ tx }, done) =>
    showTasks(
      tx,
      done.map(({ actor, input }) => ({ actor, taskId: input.taskId })),
    ),
});
