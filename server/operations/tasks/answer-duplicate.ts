import { z } from "zod";
import { validateForm } from "@/server/domain/forms/rules";
import { unmerge } from "@/server/domain/related/merge";
import { Id } from "@/server/domain/schema";
import { findTask, lockTaskAndRun } from "@/server/domain/tasks/queries";
import { isOpen } from "@/server/domain/tasks/rules";
import { operation } from "../operation";
import { answerTask } from "./answer";

/**
 * Performed by the system when the task that a duplicate was merged into is closed: in a transaction of its own, since
 * the duplicate may have a run of its own. Late and repeated calls find nothing to do.
 */
export const answerDuplicate = operation({
  name: "task.answerDuplicate",
  summary: "Give a duplicate the answer of what it repeats",
  kind: "write",
  permission: "tasks:admin",
  internal: true,
  input: z.strictObject({ taskId: Id }),
  output: z.object({ taskId: z.string(), answered: z.boolean() }),
  async run({ actor, tx, now }, { taskId }) {
    const { task, run } = await lockTaskAndRun(tx, taskId);
    if (!task.mergedInto || !isOpen(task.status)) return { taskId, answered: false };
    const { task: original } = await findTask(tx, task.mergedInto);
    if (isOpen(original.status)) return { taskId, answered: false };
    const { completedBy, completedVia } = original;
    const filled = validateForm(task.form, original.formData ?? {});
    if (!completedBy || !completedVia || !filled.ok) {
      await unmerge({ tx, now, actor }, task, completedBy ? "answer_does_not_fit" : "no_answer");
      return { taskId, answered: false };
    }
    // Whoever answered the one has answered the other.
    const answerer = { ...actor, ...completedBy, channel: completedVia };
    await answerTask({ tx, now, actor: answerer }, { task, run }, filled.data);
    return { taskId, answered: true };
  },
});
