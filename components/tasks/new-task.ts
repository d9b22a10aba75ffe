import { timeIn } from "@/components/ui/zone";
import type { FormDefinition } from "@/server/domain/forms/schema";
import type { AssignTo, TaskPriority, TaskSla } from "@/server/domain/tasks/schema";

/** Forms that need no template: words, a yes or no, or only that it is done. */
export const FORM_KINDS = ["answer", "decision", "done"] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/** How soon, as people say it most; `usual` leaves it to the SLA, `at` is a day and hour of one's own. */
export const DUES = ["usual", "1h", "4h", "24h", "72h", "168h", "at"] as const;
export type Due = (typeof DUES)[number];

/** What the dialog asks for. */
export interface NewTaskValues {
  title: string;
  details: string;
  /** A kind of form, or the id of a template. */
  form: string;
  /** `usual`: to whom the template or the workspace says; else `team` or `user` and an id. */
  to: string;
  priority: TaskPriority;
  due: Due;
  /** For `at`: as a field of dates writes it, and the zone that it is meant in. */
  dueAt: string;
  timeZone: string;
}

interface Template {
  id: string;
  title: string;
  priority: TaskPriority;
}

/** The values with another form: what nobody has touched follows the template. */
export function withForm(values: NewTaskValues, form: string, templates: Template[]): NewTaskValues {
  const before = templates.find(({ id }) => id === values.form);
  const template = templates.find(({ id }) => id === form);
  const untouched = values.title.trim() === "" || values.title === before?.title;
  return {
    ...values,
    form,
    title: untouched ? (template?.title ?? "") : values.title,
    priority: template?.priority ?? (before ? "normal" : values.priority),
  };
}

/** Why the values make no task yet. */
export function whyNoTask(
  { title, due, dueAt, timeZone }: NewTaskValues,
  now: number,
): "title" | "dueAt" | "past" | null {
  if (title.trim() === "") return "title";
  if (due !== "at") return null;
  const at = timeIn(dueAt, timeZone).getTime();
  if (Number.isNaN(at)) return "dueAt";
  return at <= now ? "past" : null;
}

/** The task that the values mean, as `task.create` takes it. */
export function taskOf(
  values: NewTaskValues,
  forms: Record<FormKind, FormDefinition["fields"]>,
  now: number,
) {
  const { title, details, form, priority } = values;
  const kind = FORM_KINDS.find((known) => known === form);
  const assignTo = assigneeOf(values.to);
  const sla = dueOf(values, now);
  return {
    title: title.trim(),
    priority,
    ...(kind ? { form: { fields: forms[kind] } } : { template: form }),
    ...(details.trim() ? { description: details.trim() } : {}),
    ...(assignTo ? { assignTo } : {}),
    ...(sla ? { sla } : {}),
  };
}

/** The team that the task goes to: the one that was chosen, or where it goes when nobody chooses. */
export function teamAsked(to: string, usual: string | undefined): string | undefined {
  const assignTo = assigneeOf(to);
  if (!assignTo) return usual;
  return "team" in assignTo ? assignTo.team : undefined;
}

function assigneeOf(to: string): AssignTo | undefined {
  const [kind, id] = to.split(" ");
  if (!id) return undefined;
  return kind === "team" ? { team: id } : { user: id };
}

/** The SLA that a chosen due time means: an answer deadline beside whatever else counts. */
export function dueOf(
  { due, dueAt, timeZone }: Pick<NewTaskValues, "due" | "dueAt" | "timeZone">,
  now: number,
): TaskSla | undefined {
  if (due === "usual") return undefined;
  if (due !== "at") return { usual: true, completeWithin: due };
  const minutes = Math.round((timeIn(dueAt, timeZone).getTime() - now) / 60_000);
  return Number.isNaN(minutes) ? undefined : { usual: true, completeWithin: `${Math.max(1, minutes)}m` };
}
