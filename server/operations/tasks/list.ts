import { z } from "zod";
import { meantBy } from "@/server/domain/inbox/condition";
import { inOrderOf, taskIds } from "@/server/domain/inbox/page";
import { TASK_FILTER, TASK_SORTS } from "@/server/domain/inbox/schema";
import { PageInput, pageOf } from "@/server/domain/schema";
import { findTasks, taskCaller } from "@/server/domain/tasks/queries";
import { TaskView } from "@/server/domain/tasks/schema";
import { taskView } from "@/server/domain/tasks/view";
import { operation } from "../operation";

export const listTasksOperation = operation({
  name: "task.list",
  summary: "List tasks",
  description:
    "Newest first, or by the nearest deadline, priority or last change with `sort`. Filters add up; each takes several values with commas between them.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ ...TASK_FILTER, sort: z.enum(TASK_SORTS).default("newest"), ...PageInput }),
  output: pageOf(TaskView),
  rest: { method: "GET", path: "/tasks" },
  mcp: { tool: "task_list" },
  async run({ actor, tx, now }, { sort, limit, cursor, ...filter }) {
    const caller = await taskCaller(tx, actor);
    const meant = await meantBy(tx, { actor, now }, filter);
    const { ids, nextCursor } = await taskIds(tx, meant, { sort, limit, cursor });
    const rows = inOrderOf(ids, await findTasks(tx, ids), ({ task }) => task.id);
    return { data: rows.map((row) => taskView(row, caller)), nextCursor };
  },
});
