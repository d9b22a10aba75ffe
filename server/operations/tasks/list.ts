import { z } from "zod";
import { Id, PageInput, pageOf } from "@/server/domain/schema";
import { listTasks, TASK_SORTS, TASK_VIEWS, taskCaller, taskCondition } from "@/server/domain/tasks/queries";
import { TaskStatus, TaskView } from "@/server/domain/tasks/schema";
import { taskView } from "@/server/domain/tasks/view";
import { operation } from "../operation";

export const listTasksOperation = operation({
  name: "task.list",
  summary: "List tasks",
  description: "Newest first, or by the nearest deadline with `sort=deadline`. Filters add up.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({
    status: z
      .preprocess((v) => (typeof v === "string" ? v.split(",") : v), z.array(TaskStatus).max(6))
      .optional(),
    team: z.string().min(1).max(200).optional().describe("A team's slug or id"),
    assignee: z.string().min(1).max(320).optional().describe("A user's id or e-mail address, or `me`"),
    runId: Id.optional(),
    conversationId: Id.optional(),
    text: z.string().trim().max(200).optional().describe("Words of the title, description or context"),
    view: z.enum(TASK_VIEWS).optional().describe("One of the inbox's own views, for the caller"),
    sort: z.enum(TASK_SORTS).default("newest"),
    ...PageInput,
  }),
  output: pageOf(TaskView),
  rest: { method: "GET", path: "/tasks" },
  mcp: { tool: "task_list" },
  async run({ actor, tx }, { sort, limit, cursor, ...filter }) {
    const { rows, nextCursor } = await listTasks(tx, taskCondition(filter, actor), { sort, limit, cursor });
    const caller = await taskCaller(tx, actor);
    return { data: rows.map((row) => taskView(row, caller)), nextCursor };
  },
});
