import { z } from "zod";
import { validateForm } from "@/server/domain/forms/rules";
import { Id, JsonObject } from "@/server/domain/schema";
import { allowOnTask, closedConflict } from "@/server/domain/tasks/allow";
import { lockTaskAndRun, lockTasksAndRuns, type TaskRow } from "@/server/domain/tasks/queries";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTasks } from "@/server/domain/tasks/show";
import { hashJson } from "@/server/platform/canonical";
import { conflict, type FieldError, invalid } from "@/server/platform/errors";
import { gatheredOperation } from "../operation";
import { answerTask } from "./answer";

export const completeTask = gatheredOperation({
  name: "task.complete",
  summary: "Complete a task with its form filled in",
  description:
    "The answer goes to the run that asked. The same answer sent twice gives the first result; another answer to a closed task is a conflict that names who decided.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    taskId: Id,
    formData: JsonObject,
    revision: z
      .int()
      .optional()
      .describe("The revision that was shown; refused when the task has changed since"),
  }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/complete" },
  mcp: { tool: "task_complete", idempotent: true },
  ahead: ({ tx }, calls) =>
    lockTasksAndRuns(
      tx,
      calls.map(({ input }) => input.taskId),
    ),
  async run({ actor, tx, now }, { taskId, formData, revision }, locked) {
    const { task, run } = locked?.get(taskId) ?? (await lockTaskAndRun(tx, taskId));
    const filled = validateForm(task.form, formData);
    if (task.status === "completed" && filled.ok && hashJson(filled.data) === hashJson(task.formData)) {
      return;
    }
    if (task.status === "completed") throw closedConflict(task);
    await allowOnTask(tx, actor, "complete", task);
    refuseOldRevision(task, revision);
    if (!filled.ok) throw wronglyFilled(filled.errors);
    await answerTask({ tx, now, actor }, { task, run }, filled.data);
  },
  show: ({ tx }, done) =>
    showTasks(
      tx,
      done.map(({ actor, input }) => ({ actor, taskId: input.taskId })),
    ),
});

/** Which fields are wrong, by their place in `formData`. */
export function wronglyFilled(errors: FieldError[]) {
  const placed = errors.map((e) => ({ ...e, path: `formData.${e.path}` }));
  return invalid("The form is not filled in rightly; see `errors`.", placed, "form_invalid");
}

/** A decision is bound to what was shown. */
export function refuseOldRevision(task: TaskRow, revision: number | undefined): void {
  if (revision === undefined || revision === task.revision) return;
  throw conflict(
    "task_changed",
    "The task has changed since you read it. Look at it again before you answer.",
    {
      revision: task.revision,
      title: task.title,
      form: task.form,
      context: task.context,
    },
  );
}
