import { z } from "zod";
import { customerOf } from "@/server/domain/related/customer";
import { linksOf } from "@/server/domain/related/links";
import { CustomerView, TaskLink } from "@/server/domain/related/schema";
import { Id } from "@/server/domain/schema";
import { findTask } from "@/server/domain/tasks/queries";
import { operation } from "../operation";

export const relatedToTask = operation({
  name: "task.related",
  summary: "See what a task has to do with: its customer's past, and linked tasks",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ taskId: Id }),
  output: z.object({ customer: CustomerView.nullable(), links: z.array(TaskLink) }),
  rest: { method: "GET", path: "/tasks/{taskId}/related" },
  mcp: { tool: "task_related" },
  async run({ tx, actor }, { taskId }) {
    const { task } = await findTask(tx, taskId);
    // A customer's past is for those who may read conversations.
    const may = actor.permissions.has("conversations:read");
    return { customer: may ? await customerOf(tx, task) : null, links: await linksOf(tx, taskId) };
  },
});
