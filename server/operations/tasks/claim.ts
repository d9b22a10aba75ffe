import { eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import { post } from "@/db/tenancy";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { refreshNextDue, stopClaimClock } from "@/server/domain/tasks/deadlines";
import { recordHistory } from "@/server/domain/tasks/history";
import { lockTask } from "@/server/domain/tasks/queries";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { actorRef } from "@/server/platform/actor";
import { operation } from "../operation";

export const claimTask = operation({
  name: "task.claim",
  summary: "Claim a task",
  description:
    "Takes the task for the caller; of two who claim at once one wins and the other is told who. Claiming again is no error.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/claim" },
  mcp: { tool: "task_claim", idempotent: true },
  async run({ actor, tx, now }, { taskId }) {
    const task = await lockTask(tx, taskId);
    if (task.status === "claimed" && task.claimedBy?.id === actor.id) return showTask(tx, actor, taskId);
    await allowOnTask(tx, actor, "claim", task);
    post(
      tx
        .update(tasks)
        .set({ status: "claimed", claimedBy: actorRef(actor), claimedAt: now, updatedAt: now })
        .where(eq(tasks.id, taskId)),
    );
    stopClaimClock(tx, now, task);
    refreshNextDue(tx, taskId);
    recordHistory({ tx, now, actor }, taskId, "claimed");
    noteChange(tx, actor.tenantId, "task", taskId);
    return showTask(tx, actor, taskId);
  },
});
