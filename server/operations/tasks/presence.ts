import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { whoLooks } from "@/server/domain/tasks/presence";
import { TaskPresence } from "@/server/domain/tasks/schema";
import { operation } from "../operation";

export const taskPresenceOperation = operation({
  name: "task.presence",
  summary: "See who looks at which tasks now, and who types",
  description: "Without the caller's own looks. Of every task, or of one.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ taskId: Id.optional() }),
  output: z.object({ data: z.array(TaskPresence) }),
  rest: { method: "GET", path: "/tasks/presence" },
  async run({ actor, tx }, { taskId }) {
    const taskIds = taskId ? [taskId] : undefined;
    return { data: await whoLooks(tx, { taskIds, except: actor.userId }) };
  },
});
