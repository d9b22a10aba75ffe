import { eq } from "drizzle-orm";
import { tasks } from "@/db/schema/tasks";
import { tell } from "@/server/domain/notifications/tell";
import { isAppError } from "@/server/platform/errors";
import { recordHistory, type TaskAt } from "./history";
import { moveTask } from "./move";
import { peopleOf, recipients } from "./notify";
import type { TaskRow } from "./queries";
import { retarget } from "./retarget";
import { type DeadlineClock, type ResolvedEscalation, TaskPriority } from "./schema";

/** Does what a step of a locked, open task's escalation asks for. What can't be done is told in its timeline. */
export async function escalate(
  at: TaskAt,
  task: TaskRow,
  clock: DeadlineClock,
  step: ResolvedEscalation,
): Promise<void> {
  try {
    await ACTS[step.do ?? "reassign"](at, task, clock, step);
  } catch (error) {
    // The team of an old escalation may be gone: the task stays where it is, and its timeline says why.
    if (!isAppError(error)) throw error;
    const level = task.escalationLevel + 1;
    recordHistory(at, task.id, "breached", { clock, level, problem: error.message });
  }
}

type Act = (at: TaskAt, task: TaskRow, clock: DeadlineClock, step: ResolvedEscalation) => Promise<void>;

const ACTS: Record<NonNullable<ResolvedEscalation["do"]>, Act> = {
  async reassign(at, task, clock, { assignTo }) {
    if (!assignTo) return;
    const details = { clock, level: task.escalationLevel + 1 };
    await moveTask(at, task, { assignTo, action: "escalated", details });
  },

  async notify(at, task, clock, { assignTo }) {
    const { tx, actor } = at;
    const userIds = assignTo ? await peopleOf(tx, assignTo) : await holders(at, task);
    const body = task.title;
    const notice = {
      kind: "task.escalated" as const,
      title: NOTICES[clock],
      body,
      path: `/tasks/${task.id}`,
    };
    const told = await tell(tx, actor.tenantId, userIds, notice);
    recordHistory(at, task.id, "escalated", { clock, act: "notify", told });
  },

  async next(at, task, clock) {
    const holder = task.claimedBy?.id ?? task.userId ?? undefined;
    if (!task.teamId) return;
    const details = { clock, act: "next", level: task.escalationLevel + 1 };
    const among = { except: holder, rotate: true };
    await moveTask(at, task, { assignTo: { team: task.teamId }, action: "escalated", details, among });
  },

  async raise(at, task, clock, { priority: asked }) {
    const priority = asked ?? higher(task.priority);
    if (priority === task.priority) return;
    await at.tx.update(tasks).set({ priority, updatedAt: at.now }).where(eq(tasks.id, task.id));
    recordHistory(at, task.id, "escalated", { clock, act: "raise", from: task.priority, to: priority });
    await retarget(at, { ...task, priority }, { reason: "priority", from: task.priority });
  },
};

async function holders(at: TaskAt, task: TaskRow): Promise<string[]> {
  if (task.claimedBy?.type === "user") return [task.claimedBy.id];
  return recipients(at.tx, { teamId: task.teamId, userId: task.userId });
}

function higher(priority: TaskPriority): TaskPriority {
  const all = TaskPriority.options;
  return all[Math.min(all.indexOf(priority) + 1, all.length - 1)] ?? priority;
}

const NOTICES: Record<DeadlineClock, string> = {
  claimWithin: "Nobody has claimed this in time",
  firstResponseWithin: "A first response is due",
  nextResponseWithin: "A response is due",
  completeWithin: "An answer is due",
  expireAfter: "This is about to expire",
};
