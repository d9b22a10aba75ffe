import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import { append } from "@/db/tenancy";
import { findConversation } from "@/server/domain/conversations/queries";
import { seatDeciders, tellDeciders } from "@/server/domain/decisions/deciders";
import type { Deciders } from "@/server/domain/decisions/schema";
import { actorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import { resolveAssignee } from "./assign";
import { planDeadlines, setDeadlines } from "./deadlines";
import { tellOfTask } from "./events";
import { recordHistory, type TaskAt } from "./history";
import { allowTask } from "./limit";
import { notifyAssignees } from "./notify";
import type { TaskRow } from "./queries";
import { fittingAnswers } from "./rules";
import type { AssignTo, FormDefinition, ReplyBy, ResolvedSla, TaskPriority } from "./schema";

export interface NewTask {
  title: string;
  description?: string | undefined;
  form: FormDefinition;
  context: Record<string, unknown>;
  assignTo?: AssignTo | undefined;
  priority?: TaskPriority | undefined;
  conversationId?: string | undefined;
  sla?: ResolvedSla | undefined;
  /** What an AI would answer; what does not fit the form is left out. */
  suggestion?: Record<string, unknown> | undefined;
  replyBy?: ReplyBy | undefined;
  /** Whose sign-off it takes, when one answer is not enough. */
  deciders?: Deciders | undefined;
  /** The run and step that ask, when a workflow does. */
  run?: { id: string; stepKey: string };
}

const NOBODY = { teamId: null, userId: null, label: "nobody" };

/**
 * Opens a task: its row, assignment, deadlines, timeline and notices, all in the caller's transaction.
 * @returns the task's id.
 * @throws Invalid when the team or person it is for does not exist, NotFound when the conversation does not, TooMany
 * when the workspace may open no more tasks today.
 */
export async function openTask(at: TaskAt, task: NewTask): Promise<string> {
  const { tx, now, actor } = at;
  const { tenantId } = actor;
  if (task.conversationId) await findConversation(tx, task.conversationId);
  await allowTask(tx, now, tenantId);
  const to = task.assignTo ? await resolveAssignee(tx, tenantId, task.assignTo) : NOBODY;
  const dueAfter = planDeadlines(task.sla ?? {}).map((d) => d.afterMs);
  const id = newId();
  const row: TaskRow = {
    id,
    tenantId,
    runId: task.run?.id ?? null,
    stepKey: task.run?.stepKey ?? null,
    title: task.title,
    description: task.description ?? null,
    status: task.assignTo ? "assigned" : "created",
    priority: task.priority ?? "normal",
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
    sla: task.sla ?? null,
    nextDueAt: dueAfter.length > 0 ? new Date(now.getTime() + Math.min(...dueAfter)) : null,
    breachedAt: null,
    snoozedUntil: null,
    waitingSince: null,
    suggestion: task.suggestion ? fittingAnswers(task.form, task.suggestion) : null,
    replyBy: task.replyBy ?? "anyone",
    deciders: task.deciders ? await seatDeciders(tx, task.deciders) : null,
    mergedInto: null,
    createdBy: actorRef(actor),
    createdAt: now,
    updatedAt: now,
  };
  append(tx, tasks, row);
  setDeadlines(tx, now, tenantId, id, task.sla ?? {});
  recordHistory(at, id, "created");
  if (task.assignTo) recordHistory(at, id, "assigned", { to: to.label });
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
