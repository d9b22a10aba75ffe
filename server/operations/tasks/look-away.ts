import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { leave } from "@/server/domain/tasks/presence";
import { findTask } from "@/server/domain/tasks/queries";
import { operation } from "../operation";

export const lookAwayFromTask = operation({
  name: "task.lookAway",
  summary: "Say that one has closed a task",
  kind: "write",
  permission: "tasks:read",
  unaudited: true,
  input: z.strictObject({ taskId: Id }),
  output: z.object({ taskId: Id }),
  rest: { method: "DELETE", path: "/tasks/{taskId}/look" },
  async run({ actor, tx }, { taskId }) {
    const { userId, tenantId } = actor;
    await findTask(tx, taskId);
    if (userId) await leave(tx, { tenantId, taskId, userId });
    return { taskId };
  },
});
