import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { look, whoLooks } from "@/server/domain/tasks/presence";
import { findTask } from "@/server/domain/tasks/queries";
import { TaskPresence } from "@/server/domain/tasks/schema";
import { operation } from "../operation";

export const lookAtTask = operation({
  name: "task.look",
  summary: "Say that one has a task open",
  description:
    "Reserves it softly: others see who looks and who types before they begin. To be said again every 20 seconds; who says nothing for 45 is gone. Keys look without being seen.",
  kind: "write",
  permission: "tasks:read",
  unaudited: true,
  input: z.strictObject({ taskId: Id, typing: z.boolean().default(false) }),
  output: z.object({ others: z.array(TaskPresence) }),
  rest: { method: "POST", path: "/tasks/{taskId}/look" },
  async run({ actor, tx }, { taskId, typing }) {
    const { userId, tenantId } = actor;
    await findTask(tx, taskId);
    if (userId) await look(tx, { tenantId, taskId, userId }, typing);
    return { others: await whoLooks(tx, { taskIds: [taskId], except: userId }) };
  },
});
