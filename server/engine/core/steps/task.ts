/**
 * Asks people: opens a task and waits for its answer. The output is the form's data and `answeredBy`. Its deadlines
 * are the SLA's and belong to the task; a task that nobody answers in time leads to `onExpire`, or fails the step.
 */
import { z } from "zod";
import {
  AssignTo,
  FormDefinition,
  type ResolvedSla,
  TaskPriority,
  TaskSla,
} from "@/server/domain/tasks/schema";
import { parseDuration } from "@/server/platform/duration";
import type { StepContext } from "../context";
import type { Json } from "../json";
import { common, DurationText, defineStep, StepFailure, StepId, Text } from "../step";
import { templated } from "../templated";

const schema = z.strictObject({
  kind: z.literal("task"),
  title: Text(1_000),
  description: Text(20_000).optional(),
  form: templated(FormDefinition),
  context: z.record(z.string(), z.json()).optional(),
  assignTo: templated(AssignTo),
  priority: templated(TaskPriority).optional(),
  conversationId: Text(1_000).optional(),
  sla: templated(TaskSla, checkDurations).optional(),
  next: StepId,
  onExpire: StepId.optional(),
  ...common,
});

/** Holds what an SLA says of time to be durations, as far as it can be told before templates are resolved. */
function checkDurations(sla: unknown, context: z.RefinementCtx, path: (string | number)[] = []) {
  for (const [key, value] of Object.entries(sla ?? {})) {
    const at = [...path, Array.isArray(sla) ? Number(key) : key];
    if (typeof value === "object") checkDurations(value, context, at);
    else if (/Within$|^(expireA|a)fter$/.test(key) && typeof value === "string") {
      for (const { message } of DurationText.safeParse(value).error?.issues ?? []) {
        context.addIssue({ code: "custom", path: at, message });
      }
    }
  }
}

type TaskStep = z.infer<typeof schema>;

export const task = defineStep({
  kind: "task",
  schema,
  targets: ({ next, onExpire }) => [
    { path: "next", to: next },
    ...(onExpire === undefined ? [] : [{ path: "onExpire", to: onExpire }]),
  ],
  warnings: ({ timeout }) =>
    timeout === undefined
      ? []
      : [{ path: "timeout", message: "People are not bound by a timeout: use sla.expireAfter" }],

  enter(ctx, step) {
    return { do: "openTask", spec: specOf(ctx, step) };
  },

  onTask(_ctx, step, event) {
    if (event.type === "task.completed") return { do: "next", to: step.next, output: event.output };
    if (event.type === "task.cancelled") {
      throw new StepFailure("task_cancelled", `The task was cancelled: ${event.reason}`);
    }
    if (step.onExpire !== undefined) return { do: "next", to: step.onExpire };
    throw new StepFailure("task_expired", "Nobody answered the task in time");
  },
});

function specOf(ctx: StepContext, step: TaskStep) {
  const description = ctx.text(step.description, "description");
  const priority = ctx.resolve(step.priority as Json | undefined, "priority") ?? undefined;
  const conversationId = ctx.text(step.conversationId, "conversationId");
  return {
    title: ctx.requiredText(step.title, "title"),
    form: formOf(ctx, step),
    context: ctx.object(step.context as Json | undefined, "context"),
    assignTo: check(AssignTo, ctx.resolve(step.assignTo as Json, "assignTo"), "assignTo"),
    sla: slaOf(ctx, step),
    ...(description === undefined ? {} : { description }),
    ...(priority === undefined ? {} : { priority: check(TaskPriority, priority, "priority") }),
    ...(conversationId === undefined ? {} : { conversationId }),
  };
}

/** Forms without templates, which are most, are checked once for all the tasks they are asked in. */
const knownForms = new WeakMap<object, FormDefinition>();

function formOf(ctx: StepContext, step: TaskStep): FormDefinition {
  const written = step.form as object;
  const known = knownForms.get(written);
  if (known) return known;
  const resolved = ctx.resolve(step.form as Json, "form");
  const form = check(FormDefinition, resolved, "form");
  if (resolved === written) knownForms.set(written, form);
  return form;
}

function slaOf(ctx: StepContext, step: TaskStep): ResolvedSla {
  if (step.sla === undefined) return {};
  const { escalate, ...clocks } = check(TaskSla, ctx.resolve(step.sla as Json, "sla"), "sla");
  const resolved: ResolvedSla = {};
  for (const [clock, duration] of Object.entries(clocks) as [keyof typeof clocks, string | undefined][]) {
    if (duration !== undefined) resolved[clock] = millis(duration, `sla.${clock}`);
  }
  if (escalate === undefined) return resolved;
  resolved.escalate = escalate.map(({ after, ...escalation }, index) =>
    after === undefined ? escalation : { ...escalation, after: millis(after, `sla.escalate.${index}.after`) },
  );
  return resolved;
}

function millis(duration: string, field: string): number {
  try {
    return parseDuration(duration);
  } catch (error) {
    throw new StepFailure("invalid_task", `${field}: ${error instanceof Error ? error.message : error}`);
  }
}

function check<T extends z.ZodType>(schema: T, value: unknown, field: string): z.infer<T> {
  const { data, error } = schema.safeParse(value);
  if (!error) return data as z.infer<T>;
  const [issue] = error.issues;
  const path = [field, ...(issue?.path ?? [])].join(".");
  throw new StepFailure(
    "invalid_task",
    `The task can't be opened: ${path}: ${issue?.message ?? "is not valid"}`,
  );
}
