import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { findDraft } from "@/server/domain/tasks/drafts";
import { findTask } from "@/server/domain/tasks/queries";
import { TaskDraft } from "@/server/domain/tasks/schema";
import { operation } from "../operation";

export const getDraft = operation({
  name: "task.draft",
  summary: "Get what one has written for a task and not sent",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ taskId: Id }),
  output: z.object({ draft: TaskDraft.nullable() }),
  rest: { method: "GET", path: "/tasks/{taskId}/draft" },
  async run({ actor, tx }, { taskId }) {
    const { userId, tenantId } = actor;
    await findTask(tx, taskId);
    return { draft: userId ? await findDraft(tx, { tenantId, taskId, userId }) : null };
  },
});
