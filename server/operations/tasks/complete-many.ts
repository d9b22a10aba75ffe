import { z } from "zod";
import { validateForm } from "@/server/domain/forms/rules";
import { Id, JsonObject, Sentence } from "@/server/domain/schema";
import { allowOnTask, closedConflict } from "@/server/domain/tasks/allow";
import { lockTaskAndRun, lockTasksAndRuns } from "@/server/domain/tasks/queries";
import { refuseHeld } from "@/server/engine/shell/held";
import { hashJson } from "@/server/platform/canonical";
import { invalid, isAppError } from "@/server/platform/errors";
import { operation } from "../operation";
import { answerTask } from "./answer";
import { wronglyFilled } from "./complete";

const Result = z.object({
  taskId: z.string(),
  ok: z.boolean(),
  /** Why not. */
  code: z.string().optional(),
  message: Sentence.optional(),
});

export const completeManyTasks = operation({
  name: "task.completeMany",
  summary: "Give many alike tasks the same answer",
  description:
    "They have the same form. Each is answered or refused by itself, and the result says which; what is refused stays as it is.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskIds: z.array(Id).min(1).max(100), formData: JsonObject }),
  output: z.object({ results: z.array(Result) }),
  rest: { method: "POST", path: "/tasks/complete-many" },
  mcp: { tool: "task_complete_many" },
  async run({ actor, tx, now }, { taskIds, formData }) {
    const ids = [...new Set(taskIds)].sort();
    // Together, in one order. Those of one run come after, each by itself: an answer changes the run that they share.
    const locked = await lockTasksAndRuns(tx, ids);
    const results: z.infer<typeof Result>[] = [];
    let form: string | undefined;
    for (const taskId of ids) {
      try {
        const { task, run } = locked.get(taskId) ?? (await lockTaskAndRun(tx, taskId));
        const own = hashJson(task.form);
        form ??= own;
        if (own !== form)
          throw invalid("Its form is another one than the others'.", undefined, "form_differs");
        if (task.status === "completed") throw closedConflict(task);
        await allowOnTask(tx, actor, "complete", task);
        const filled = validateForm(task.form, formData);
        if (!filled.ok) throw wronglyFilled(filled.errors);
        // All that could refuse comes before the first write: nothing is to be taken back.
        if (run) refuseHeld(run);
        await answerTask({ tx, now, actor }, { task, run }, filled.data);
        results.push({ taskId, ok: true });
      } catch (error) {
        if (!isAppError(error)) throw error;
        results.push({ taskId, ok: false, code: error.code, message: error.message });
      }
    }
    return { results };
  },
});
