import { z } from "zod";
import { linksOf, linkTasks } from "@/server/domain/related/links";
import { TaskLink } from "@/server/domain/related/schema";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { findTask } from "@/server/domain/tasks/queries";
import { invalid } from "@/server/platform/errors";
import { operation } from "../operation";

export const linkTask = operation({
  name: "task.link",
  summary: "Link a task with another that it has to do with",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id, otherId: Id }),
  output: z.object({ links: z.array(TaskLink) }),
  rest: { method: "PUT", path: "/tasks/{taskId}/links/{otherId}" },
  mcp: { tool: "task_link", idempotent: true },
  async run({ actor, tx, now }, { taskId, otherId }) {
    if (taskId === otherId) {
      throw invalid("A task is not linked with itself.", [
        { path: "otherId", message: "must be another task" },
      ]);
    }
    const { task } = await findTask(tx, taskId);
    const { task: other } = await findTask(tx, otherId);
    await allowOnTask(tx, actor, "comment", task);
    const known = await linksOf(tx, taskId);
    if (!known.some((link) => link.task.id === otherId)) {
      await linkTasks({ tx, now, actor }, task, other, "related");
    }
    return { links: await linksOf(tx, taskId) };
  },
});
