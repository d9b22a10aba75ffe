import { z } from "zod";
import { noteChange } from "@/db/changes";
import { linksOf, unlinkTasks } from "@/server/domain/related/links";
import { TaskLink } from "@/server/domain/related/schema";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { findTask } from "@/server/domain/tasks/queries";
import { conflict } from "@/server/platform/errors";
import { operation } from "../operation";

export const unlinkTask = operation({
  name: "task.unlink",
  summary: "Remove a link between two tasks",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id, otherId: Id }),
  output: z.object({ links: z.array(TaskLink) }),
  rest: { method: "DELETE", path: "/tasks/{taskId}/links/{otherId}" },
  async run({ actor, tx }, { taskId, otherId }) {
    const { task } = await findTask(tx, taskId);
    await allowOnTask(tx, actor, "comment", task);
    const links = await linksOf(tx, taskId);
    if (links.some((link) => link.task.id === otherId && link.kind === "duplicate")) {
      throw conflict("task_is_duplicate", "One of them is a duplicate of the other: unmerge it instead.");
    }
    if (await unlinkTasks(tx, taskId, otherId)) {
      for (const id of [taskId, otherId]) noteChange(tx, actor.tenantId, "task", id);
    }
    return { links: links.filter((link) => link.task.id !== otherId) };
  },
});
