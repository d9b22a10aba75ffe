import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { discardDraft } from "@/server/domain/tasks/drafts";
import { findTask } from "@/server/domain/tasks/queries";
import { operation } from "../operation";

export const discardTaskDraft = operation({
  name: "task.discardDraft",
  summary: "Throw away what one has written for a task",
  kind: "write",
  permission: "tasks:write",
  unaudited: true,
  input: z.strictObject({ taskId: Id }),
  output: z.object({ taskId: Id }),
  rest: { method: "DELETE", path: "/tasks/{taskId}/draft" },
  async run({ actor, tx }, { taskId }) {
    await findTask(tx, taskId);
    if (actor.userId) discardDraft(tx, { taskId, userId: actor.userId });
    return { taskId };
  },
});
