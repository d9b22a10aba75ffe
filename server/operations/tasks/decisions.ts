import { eq } from "drizzle-orm";
import { z } from "zod";
import { runs } from "@/db/schema/runs";
import { decisionsOf, decisionsView, seatOf } from "@/server/domain/decisions/deciders";
import { DecisionsView } from "@/server/domain/decisions/schema";
import { Id } from "@/server/domain/schema";
import { findTask } from "@/server/domain/tasks/queries";
import { isOpen } from "@/server/domain/tasks/rules";
import { operation } from "../operation";

export const taskDecisionsOperation = operation({
  name: "task.decisions",
  summary: "See who has decided a task that takes several people's sign-off, and who is asked",
  description: "Null for a task that one answer is enough for.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ taskId: Id }),
  output: z.object({ decisions: DecisionsView.nullable() }),
  rest: { method: "GET", path: "/tasks/{taskId}/decisions" },
  mcp: { tool: "task_decisions" },
  async run({ actor, tx, now }, { taskId }) {
    const { task } = await findTask(tx, taskId);
    const { deciders, runId } = task;
    if (!deciders) return { decisions: null };
    const made = await decisionsOf(tx, taskId);
    const [run] = runId
      ? await tx.select({ startedBy: runs.startedBy }).from(runs).where(eq(runs.id, runId))
      : [];
    const seating = !actor.permissions.has("tasks:write")
      ? { whyNot: "You may look at tasks, but not act on them." }
      : !isOpen(task.status)
        ? { whyNot: `The task is ${task.status}.` }
        : await seatOf({ tx, now, actor }, { ...task, deciders }, made, run?.startedBy.id);
    return { decisions: decisionsView(deciders, made, seating) };
  },
});
