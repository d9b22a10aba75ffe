/** What a definition says of a task, and the task that comes of it once its expressions are resolved. */
import { z } from "zod";
import { Deciders } from "@/server/domain/decisions/schema";
import { FormDefinition } from "@/server/domain/forms/schema";
import {
  type AskedSla,
  AssignTo,
  ReplyBy,
  Skills,
  TaskPriority,
  TaskSla,
} from "@/server/domain/tasks/schema";
import { parseDuration, readDurations } from "@/server/platform/duration";
import type { StepContext } from "./context";
import type { TaskSpec } from "./effects";
import type { Json, JsonObject } from "./json";
import { DurationText, StepFailure, Text } from "./step";
import { templated } from "./templated";

/** The fields of a task in a definition. */
export const taskFields = {
  title: Text(1_000),
  description: Text(20_000).optional(),
  form: templated(FormDefinition),
  context: z.record(z.string(), z.json()).optional(),
  assignTo: templated(AssignTo),
  priority: templated(TaskPriority).optional(),
  conversationId: Text(1_000).optional(),
  sla: templated(TaskSla, checkDurations).optional(),
  /** What an AI step would answer: shown in the form, to accept or to change. Fields that don't fit are left out. */
  suggestion: z.union([z.record(z.string(), z.json()), Text(10_000)]).optional(),
  /** `owner`: nobody but who has claimed the task, or is it assigned to, may answer. */
  replyBy: templated(ReplyBy).optional(),
  /**
   * Several people's sign-off in place of one answer: nobody claims the task, and its SLA has no clock for that. The
   * output then has `approved` and `decisions` as well.
   */
  deciders: templated(Deciders).optional(),
  skills: templated(Skills).optional(),
};

const Fields = z.object(taskFields);
type TaskFields = z.infer<typeof Fields>;

/** Holds what an SLA says of time to be durations, as far as it can be told before templates are resolved. */
function checkDurations(sla: unknown, context: z.RefinementCtx, path: (string | number)[] = []) {
  for (const [key, value] of Object.entries(sla ?? {})) {
    const at = [...path, Array.isArray(sla) ? Number(key) : key];
    if (typeof value === "object") checkDurations(value, context, at);
    else if (/Within$|^(expireAfter|after|before|every)$/.test(key) && typeof value === "string") {
      for (const { message } of DurationText.safeParse(value).error?.issues ?? []) {
        context.addIssue({ code: "custom", path: at, message });
      }
    }
  }
}

/**
 * The task with everything resolved.
 * @param at where it stands in its step, such as `any.0.task.`
 * @throws StepFailure when what its expressions gave is no task
 */
export function taskSpec(ctx: StepContext, step: TaskFields, at = ""): TaskSpec {
  const description = ctx.text(step.description, `${at}description`);
  const priority = ctx.resolve(step.priority as Json | undefined, `${at}priority`) ?? undefined;
  const conversationId = ctx.text(step.conversationId, `${at}conversationId`);
  return {
    title: ctx.requiredText(step.title, `${at}title`),
    form: formOf(ctx, step, at),
    context: ctx.object(step.context as Json | undefined, `${at}context`),
    assignTo: check(AssignTo, ctx.resolve(step.assignTo as Json, `${at}assignTo`), "assignTo"),
    ...(step.sla === undefined ? {} : { sla: slaOf(ctx, step.sla as Json, at) }),
    ...(step.skills === undefined
      ? {}
      : { skills: check(Skills, ctx.resolve(step.skills as Json, `${at}skills`), "skills") }),
    ...(description === undefined ? {} : { description }),
    ...(priority === undefined ? {} : { priority: check(TaskPriority, priority, "priority") }),
    ...(conversationId === undefined ? {} : { conversationId }),
    ...moreOf(ctx, step, at),
  };
}

type More = Pick<TaskSpec, "suggestion" | "replyBy" | "deciders">;

/** What few tasks have. */
function moreOf(ctx: StepContext, step: TaskFields, at: string): More {
  const more: More = {};
  const suggestion = ctx.resolve(step.suggestion as Json | undefined, `${at}suggestion`) ?? undefined;
  if (suggestion !== undefined)
    more.suggestion = check(z.record(z.string(), z.json()), suggestion, "suggestion");
  if (step.replyBy !== undefined)
    more.replyBy = check(ReplyBy, ctx.resolve(step.replyBy as Json, `${at}replyBy`), "replyBy");
  if (step.deciders !== undefined)
    more.deciders = check(Deciders, ctx.resolve(step.deciders as Json, `${at}deciders`), "deciders");
  return more;
}

/** Forms without templates, which are most, are checked once for all the tasks they are asked in. */
const knownForms = new WeakMap<object, FormDefinition>();

function formOf(ctx: StepContext, step: TaskFields, at: string): FormDefinition {
  const written = step.form as object;
  const known = knownForms.get(written);
  if (known) return known;
  const resolved = ctx.resolve(step.form as Json, `${at}form`);
  const form = check(FormDefinition, resolved, "form");
  if (resolved === written) knownForms.set(written, form);
  return form;
}

function slaOf(ctx: StepContext, written: Json, at: string): AskedSla {
  const sla = check(TaskSla, ctx.resolve(written, `${at}sla`), "sla");
  return readDurations(sla, (text, path) => millis(text, `sla.${path}`)) as AskedSla;
}

const Edit = z.strictObject({
  title: z.string().min(1).max(1_000),
  description: z.string().max(20_000),
  form: FormDefinition,
  context: z.record(z.string(), z.json()),
  assignTo: AssignTo,
  priority: TaskPriority,
});

/** A task with fields that a person has put in place of its own. @throws StepFailure when they make no task */
export function editedTask(spec: TaskSpec, edit: JsonObject): TaskSpec {
  return { ...spec, ...(check(Edit.partial(), edit, "input") as Partial<TaskSpec>) };
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
