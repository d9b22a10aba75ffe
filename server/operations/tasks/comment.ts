import { z } from "zod";
import { noteChange } from "@/db/changes";
import { taskComments } from "@/db/schema/tasks";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { recordHistory } from "@/server/domain/tasks/history";
import { lockTask } from "@/server/domain/tasks/queries";
import { TaskComment } from "@/server/domain/tasks/schema";
import { actorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";

export const commentTask = operation({
  name: "task.comment",
  summary: "Add a comment to a task",
  description: "Comments are for the team; the customer never sees them.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id, body: z.string().trim().min(1, "must not be empty").max(10_000) }),
  output: TaskComment,
  rest: { method: "POST", path: "/tasks/{taskId}/comments", status: () => 201 },
  mcp: { tool: "task_add_comment" },
  async run({ actor, tx, now }, { taskId, body }) {
    const task = await lockTask(tx, taskId);
    await allowOnTask(tx, actor, "comment", task);
    const id = newId();
    const author = actorRef(actor);
    await tx
      .insert(taskComments)
      .values({ id, tenantId: actor.tenantId, taskId, author, body, createdAt: now });
    recordHistory({ tx, now, actor }, taskId, "commented", { commentId: id });
    noteChange(tx, actor.tenantId, "task", taskId);
    return { id, body, author, createdAt: now.toISOString() };
  },
});
