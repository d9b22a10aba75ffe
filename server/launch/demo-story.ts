import type { TaskDetail, TaskHistoryEntry } from "@/server/domain/tasks/schema";
import { colours, say } from "./progress.mjs";

const { dim, green, yellow } = colours;

/** Prints the entries of a task's history after the first `told`; answers how many have been told now. */
export function tellTask(task: TaskDetail, told: number): number {
  const entries = [...task.history].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
  for (const entry of entries.slice(told)) say(line(entry, task));
  return entries.length;
}

function line(entry: TaskHistoryEntry, task: TaskDetail): string {
  const time = dim(new Date(entry.at).toLocaleTimeString("en-GB"));
  const mark = entry.action === "completed" ? green("✓") : urgent(entry.action) ? yellow("!") : dim("·");
  return `    ${time}  ${mark} ${words(entry, task)}`;
}

function urgent(action: TaskHistoryEntry["action"]): boolean {
  return action === "escalated" || action === "breached" || action === "expired";
}

function words(entry: TaskHistoryEntry, task: TaskDetail): string {
  const who = entry.actor.name;
  const { team, user } = task.assignedTo;
  const holder = user?.name ?? team?.name ?? "everybody";
  switch (entry.action) {
    case "created":
      return `A task is opened: ${task.title}`;
    case "assigned":
    case "reassigned":
      return `It is ${entry.action} to ${text(entry.details.to) ?? holder}`;
    case "escalated":
      return `Nobody was in time: it escalates to ${text(entry.details.to) ?? holder}`;
    case "breached":
      return "A deadline is missed";
    case "retargeted":
      return "Other deadlines count for it now";
    case "claimed":
      return `${who} claims it`;
    case "released":
      return `${who} puts it back`;
    case "commented":
      return `${who} comments on it`;
    case "completed":
      return `${who} answers: ${text(task.formData?.answer) ?? "the form is filled in"}`;
    case "expired":
      return "Nobody answered: the task has expired";
    case "cancelled":
      return "The task is cancelled";
    default:
      return `${who} changes it`;
  }
}

/** Details name people and teams as text or as things with a name. */
function text(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (value && typeof value === "object" && "name" in value) return String(value.name);
  return undefined;
}
