import { z } from "zod";
import { AssignmentView } from "@/server/domain/assignment/schema";
import { Id } from "@/server/domain/schema";
import { explainAssignment } from "@/server/domain/tasks/explain";
import { findTask } from "@/server/domain/tasks/queries";
import { operation } from "../operation";

export const taskAssignment = operation({
  name: "task.assignment",
  summary: "Tell why a task is with whom it is",
  description:
    "The strategy, everybody who was considered with their open tasks, capacity, skills and presence, and the reason; or who put it there.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ taskId: Id }),
  output: AssignmentView,
  rest: { method: "GET", path: "/tasks/{taskId}/assignment" },
  mcp: { tool: "task_assignment" },
  async run({ tx }, { taskId }) {
    return explainAssignment(tx, await findTask(tx, taskId));
  },
});
