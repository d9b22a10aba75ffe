import { z } from "zod";
import { originalsOf } from "@/server/domain/related/originals";
import { Original } from "@/server/domain/related/schema";
import { Id } from "@/server/domain/schema";
import { findTask } from "@/server/domain/tasks/queries";
import { operation } from "../operation";

export const originalsOfTask = operation({
  name: "task.originals",
  summary: "Find the open tasks that a task may be a duplicate of",
  description:
    "To merge it into: first those of the same customer, then those with a title like its own, then the newest.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({
    taskId: Id,
    text: z.string().trim().max(200).optional().describe("Only those that say these words"),
  }),
  output: z.object({ data: z.array(Original) }),
  rest: { method: "GET", path: "/tasks/{taskId}/originals" },
  mcp: { tool: "task_originals" },
  async run({ actor, tx, now }, { taskId, text }) {
    const { task } = await findTask(tx, taskId);
    return { data: await originalsOf({ tx, now, actor }, task, text) };
  },
});
