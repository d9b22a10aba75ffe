import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { moveTask } from "@/server/domain/tasks/move";
import { lockTask } from "@/server/domain/tasks/queries";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { operation } from "../operation";

export const transferTask = operation({
  name: "task.transfer",
  summary: "Hand a task to another team, with a note for it",
  description:
    "Like a reassignment, for those who don't know the task yet: the note says what they need to know.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    taskId: Id,
    team: z.string().min(1).max(200).describe("A team's slug or id"),
    note: z.string().trim().min(1, "must say what the other team needs to know").max(2_000),
  }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/transfer" },
  mcp: { tool: "task_transfer" },
  async run({ actor, tx, now }, { taskId, team, note }) {
    const task = await lockTask(tx, taskId);
    await allowOnTask(tx, actor, "reassign", task);
    const details = { note, transferred: true };
    await moveTask({ tx, now, actor }, task, { assignTo: { team }, action: "reassigned", details });
    return showTask(tx, actor, taskId);
  },
});
