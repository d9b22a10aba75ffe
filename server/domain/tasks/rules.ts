/**
 * What may be done with a task. Pure, and shared: the server decides by these functions, and pages call the same ones
 * to grey a button out.
 */
import type { ActorRef } from "@/server/platform/actor";
import type { Permission } from "@/server/platform/permissions";
import { OPEN_TASK_STATUSES, type ReplyBy, TASK_ACTS, type TaskAct, type TaskStatus } from "./schema";

/** What the rules look at. */
export interface TaskSituation {
  status: TaskStatus;
  teamId: string | null;
  userId: string | null;
  claimedBy: ActorRef | null;
  /** Whether nobody but its owner may answer. */
  replyBy: ReplyBy;
  /** The task that it is a duplicate of. */
  mergedInto: string | null;
  /** Whether several people's sign-off takes the place of one answer. */
  decided: boolean;
}

/** Who asks: their teams matter for people; keys and assistants serve every team of their tenant. */
export interface TaskCaller {
  type: ActorRef["type"];
  id: string;
  permissions: ReadonlySet<Permission>;
  teamIds: ReadonlySet<string>;
}

export function isOpen(status: TaskStatus): boolean {
  return (OPEN_TASK_STATUSES as readonly string[]).includes(status);
}

/** Whether the task was put before this caller: to them, to a team of theirs, or to nobody yet. */
function isAddressed(task: TaskSituation, caller: TaskCaller): boolean {
  if (caller.type !== "user" || caller.permissions.has("tasks:admin")) return true;
  if (task.userId === caller.id) return true;
  if (task.teamId !== null) return caller.teamIds.has(task.teamId);
  return task.userId === null;
}

function whyNotCommon(task: TaskSituation, caller: TaskCaller): string | null {
  if (!caller.permissions.has("tasks:write")) return "You may look at tasks, but not act on them.";
  if (!isOpen(task.status)) return `The task is ${task.status}.`;
  if (task.mergedInto) return "It was merged into another task, and gets the answer of that one.";
  return null;
}

function isClaimer(task: TaskSituation, caller: TaskCaller): boolean {
  return task.claimedBy !== null && task.claimedBy.id === caller.id;
}

const WHY_NOT: Record<TaskAct, (task: TaskSituation, caller: TaskCaller) => string | null> = {
  claim(task, caller) {
    if (task.decided) return "Its deciders decide without claiming it.";
    if (isClaimer(task, caller)) return "You have claimed it already.";
    if (task.claimedBy) return `${task.claimedBy.name} has claimed it.`;
    return isAddressed(task, caller) ? null : "It is with another team.";
  },
  release(task, caller) {
    if (!task.claimedBy) return "Nobody has claimed it.";
    return isClaimer(task, caller) || caller.permissions.has("tasks:admin")
      ? null
      : `${task.claimedBy.name} has claimed it.`;
  },
  complete(task, caller) {
    if (task.decided) return "It takes several people's sign-off instead of one answer.";
    if (isClaimer(task, caller)) return null;
    if (task.claimedBy) return `${task.claimedBy.name} has claimed it.`;
    if (task.replyBy === "owner" && task.userId !== caller.id)
      return "Only its owner may answer. Claim it first.";
    return isAddressed(task, caller) ? null : "It is with another team.";
  },
  reassign: whyNotTheirs,
  update: whyNotTheirs,
  cancel: whyNotTheirs,
  comment: () => null,
  snooze: whyNotHold,
  wait: whyNotHold,
};

/** What everybody may do before whom the task was put, also when a colleague has claimed it. */
function whyNotTheirs(task: TaskSituation, caller: TaskCaller): string | null {
  return isAddressed(task, caller) || isClaimer(task, caller) ? null : "It is with another team.";
}

/** Whoever may work on it may put it off. */
function whyNotHold(task: TaskSituation, caller: TaskCaller): string | null {
  if (isClaimer(task, caller) || (task.claimedBy && caller.permissions.has("tasks:admin"))) return null;
  if (task.claimedBy) return `${task.claimedBy.name} has claimed it.`;
  return isAddressed(task, caller) ? null : "It is with another team.";
}

/** Why the caller may not do this to the task now; null when they may. */
export function whyNot(act: TaskAct, task: TaskSituation, caller: TaskCaller): string | null {
  if (act === "comment") {
    return caller.permissions.has("tasks:write") ? null : "You may look at tasks, but not act on them.";
  }
  return whyNotCommon(task, caller) ?? WHY_NOT[act](task, caller);
}

/** Every act with why it may not be done now (null: it may). */
export function whyNotAll(task: TaskSituation, caller: TaskCaller): Record<TaskAct, string | null> {
  return Object.fromEntries(TASK_ACTS.map((act) => [act, whyNot(act, task, caller)])) as Record<
    TaskAct,
    string | null
  >;
}

/** What became of a suggestion: sent as it was, sent with changes, or not used. */
export function useOfSuggestion(
  suggestion: Record<string, unknown> | null,
  answer: Record<string, unknown>,
): "accepted" | "changed" | "unused" | null {
  const suggested = Object.entries(suggestion ?? {});
  if (suggested.length === 0) return null;
  const kept = suggested.filter(([name, value]) => JSON.stringify(answer[name]) === JSON.stringify(value));
  if (kept.length === suggested.length) return "accepted";
  const touched = suggested.some(([name, value]) => isLike(value, answer[name]));
  return kept.length > 0 || touched ? "changed" : "unused";
}

/** Whether an answer is an edit of a suggested text: more than half of its words are in it. */
function isLike(suggested: unknown, answer: unknown): boolean {
  if (typeof suggested !== "string" || typeof answer !== "string") return false;
  const words = new Set(answer.toLowerCase().split(/\s+/));
  const given = suggested.toLowerCase().split(/\s+/);
  return given.filter((word) => words.has(word)).length > given.length / 2;
}
