/**
 * Asks people: opens a task and waits for its answer. The output is the form's data and `answeredBy`. Its deadlines
 * are the SLA's and belong to the task; a task that nobody answers in time leads to `onExpire`, or fails the step.
 */
import { z } from "zod";
import { common, defineStep, Next, StepFailure } from "../step";
import { taskFields, taskSpec } from "../task-spec";

export const task = defineStep({
  kind: "task",
  schema: z.strictObject({
    kind: z.literal("task"),
    ...taskFields,
    next: Next,
    onExpire: Next.optional(),
    ...common,
  }),
  targets: ({ next, onExpire }) => [
    { path: "next", to: next },
    ...(onExpire === undefined ? [] : [{ path: "onExpire", to: onExpire }]),
  ],
  warnings: ({ timeout }) =>
    timeout === undefined
      ? []
      : [{ path: "timeout", message: "People are not bound by a timeout: use sla.expireAfter" }],
  editable: true,

  enter(ctx, step) {
    return { do: "openTask", spec: taskSpec(ctx, step) };
  },

  onTask(_ctx, step, event) {
    if (event.type === "task.completed") return { do: "next", to: step.next, output: event.output };
    if (event.type === "task.cancelled") {
      throw new StepFailure("task_cancelled", `The task was cancelled: ${event.reason}`);
    }
    if (step.onExpire !== undefined) return { do: "next", to: step.onExpire, undone: true };
    throw new StepFailure("task_expired", "Nobody answered the task in time");
  },
});
