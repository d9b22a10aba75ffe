import { eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { refreshNextDue, resumeClaimClock } from "@/server/domain/tasks/deadlines";
import { recordHistory } from "@/server/domain/tasks/history";
import { lockTask } from "@/server/domain/tasks/queries";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { operation } from "../operation";

export const releaseTask = operation({
  name: "task.release",
  summary: "Give a claimed task back",
  description: "Puts the task back to whom it was assigned; its claim clock runs on from where it stood.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/release" },
  async run({ actor, tx, now }, { taskId }) {
    const task = await lockTask(tx, taskId);
    await allowOnTask(tx, actor, "release", task);
    const status = task.teamId || task.userId ? "assigned" : "created";
    await tx
      .update(tasks)
      .set({ status, claimedBy: null, claimedAt: null, updatedAt: now })
      .where(eq(tasks.id, taskId));
    await resumeClaimClock({ tx, now, actor }, task);
    refreshNextDue(tx, taskId);
    recordHistory({ tx, now, actor }, taskId, "released");
    noteChange(tx, actor.tenantId, "task", taskId);
    return showTask(tx, actor, taskId);
  },
});
