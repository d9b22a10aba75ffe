import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import { append } from "@/db/tenancy";
import { findConversation } from "@/server/domain/conversations/queries";
import { seatDeciders, tellDeciders } from "@/server/domain/decisions/deciders";
import type { Deciders } from "@/server/domain/decisions/schema";
import { fittingAnswers } from "@/server/domain/forms/rules";
import type { FormDefinition } from "@/server/domain/forms/schema";
import { slaBook } from "@/server/domain/sla/book";
import { clockTimeBy } from "@/server/domain/sla/clock-time";
import { resolveSla, withoutClaim } from "@/server/domain/sla/resolve";
import { defaultTeamOf } from "@/server/domain/tenants/defaults";
import { actorRef } from "@/server/platform/actor";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { type Assignee, resolveAssignee, type Wanted } from "./assign";
import { deadlineRows, planDeadlines, setDeadlines } from "./deadlines";
import { tellOfTask } from "./events";
import { recordHistory, type TaskAt } from "./history";
import { allowTask } from "./limit";
import { notifyAssignees } from "./notify";
import type { TaskRow } from "./queries";
import type { AskedSla, AssignTo, ReplyBy, TaskPriority } from "./schema";

export interface NewTask {
  title: string;
  description?: string | undefined;
  form: FormDefinition;
  context: Record<string, unknown>;
  assignTo?: AssignTo | undefined;
  priority?: TaskPriority | undefined;
  conversationId?: string | undefined;
  /** What an AI would answer; what does not fit the form is left out. */
  suggestion?: Record<string, unknown> | undefined;
  replyBy?: ReplyBy | undefined;
  /** Whose sign-off it takes, when one answer is not enough. */
  deciders?: Deciders | undefined;
  /** Without one its workflow's, its team's or the workspace's counts. */
  sla?: AskedSla | undefined;
  /** What it wants of whoever answers it. */
  skills?: string[] | undefined;
  /** The run and step that ask, when a workflow does. */
  run?: { id: string; stepKey: string; workflow: string };
}

const NOBODY: Assignee = { teamId: null, userId: null, label: "nobody" };

/**
 * Opens a task: its row, assignment, deadlines, timeline and notices, all in the caller's transaction.
 * @returns the task's id.
 * @throws Invalid when the team or person it is for does not exist, NotFound when the conversation does not, TooMany
 * when the workspace may open no more tasks today.
 */
export async function openTask(at: TaskAt, task: NewTask): Promise<string> {
  const { tx, now, actor } = at;
  const { tenantId } = actor;
  const conversation = task.conversationId ? await findConversation(tx, task.conversationId) : undefined;
  await allowTask(tx, now, tenantId);
  const id = newId();
  const priority = task.priority ?? "normal";
  const wanted = { skills: task.skills ?? [], conversation };
  const given = await assigneeOf(at, task, wanted);
  const to = given ?? NOBODY;
  const book = await slaBook(tx, tenantId);
  const question = { asked: task.sla, workflow: task.run?.workflow, teamPolicy: to.slaPolicy, priority };
  const counting = resolveSla(book, question) ?? null;
  const sla = counting && task.deciders ? withoutClaim(counting) : counting;
  const deadlines = sla
    ? deadlineRows({ tenantId, taskId: id, now }, planDeadlines(sla), clockTimeBy(book, sla))
    : [];
  const row: TaskRow = {
    id,
    tenantId,
    runId: task.run?.id ?? null,
    stepKey: task.run?.stepKey ?? null,
    title: task.title,
    description: task.description ?? null,
    status: given ? "assigned" : "created",
    priority,
    form: task.form,
    formData: null,
    context: task.context,
    conversationId: task.conversationId ?? null,
    teamId: to.teamId,
    userId: to.userId,
    claimedBy: null,
    holderId: to.userId,
    claimedAt: null,
    completedBy: null,
    completedAt: null,
    completedVia: null,
    escalationLevel: 0,
    revision: 1,
    sla,
    nextDueAt: deadlines.length > 0 ? new Date(Math.min(...deadlines.map((d) => d.dueAt.getTime()))) : null,
    breachedAt: null,
    snoozedUntil: null,
    waitingSince: null,
    suggestion: task.suggestion ? fittingAnswers(task.form, task.suggestion) : null,
    replyBy: task.replyBy ?? "anyone",
    deciders: task.deciders ? await seatDeciders(tx, task.deciders) : null,
    mergedInto: null,
    skills: task.skills?.length ? task.skills : null,
    assignment: to.assignment ?? null,
    createdBy: actorRef(actor),
    createdAt: now,
    updatedAt: now,
  };
  append(tx, tasks, row);
  setDeadlines(tx, now, deadlines);
  recordHistory(at, id, "created");
  if (given) recordHistory(at, id, "assigned", { to: to.label });
  await notifyAssignees(
    tx,
    tenantId,
    to,
    { kind: "task.assigned", taskId: id, title: task.title },
    actor.userId,
  );
  if (task.deciders) await tellDeciders(tx, now, actor, row, task.deciders);
  tellOfTask(at, "task.created", row);
  noteChange(tx, tenantId, "task", id);
  return id;
}

/** Whom the task is for; one that says nothing goes to the workspace's default team, if it has one. */
async function assigneeOf(at: TaskAt, task: NewTask, wanted: Wanted): Promise<Assignee | undefined> {
  if (task.assignTo) return resolveAssignee(at, task.assignTo, wanted);
  if (task.deciders) return undefined;
  const team = await defaultTeamOf(at.tx, at.actor.tenantId);
  if (!team) return undefined;
  try {
    return await resolveAssignee(at, { team }, wanted);
  } catch (error) {
    // It was deleted a moment ago, and this process has not heard of it.
    if (error instanceof AppError && error.code === "unknown_assignee") return undefined;
    throw error;
  }
}
