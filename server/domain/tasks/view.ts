import type { escalationTeams, TaskRecord, TaskRow, taskStories } from "./queries";
import { type TaskCaller, type TaskSituation, useOfSuggestion, whyNotAll } from "./rules";
import {
  type AssignTo,
  TASK_ACTS,
  type TaskAct,
  type TaskDeadline,
  type TaskDetail,
  type TaskView,
} from "./schema";

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function situation(task: TaskRow): TaskSituation {
  const { status, teamId, userId, claimedBy, replyBy, mergedInto } = task;
  return { status, teamId, userId, claimedBy, replyBy, mergedInto, decided: task.deciders !== null };
}

/** A task as the caller sees it: a wire shape, with what they may do. */
export function taskView({ task, team, user, workflow }: TaskRecord, caller: TaskCaller): TaskView {
  const whyNot = whyNotAll(situation(task), caller);
  const may = Object.fromEntries(TASK_ACTS.map((act) => [act, whyNot[act] === null])) as Record<
    TaskAct,
    boolean
  >;
  return {
    id: task.id,
    title: task.title,
    description: task.description,
    status: task.status,
    priority: task.priority,
    form: task.form,
    formData: task.formData as TaskView["formData"],
    context: task.context as TaskView["context"],
    conversationId: task.conversationId,
    run: task.runId
      ? { id: task.runId, workflow: workflow ?? "", stepId: task.stepKey?.split("#")[0] ?? "" }
      : null,
    assignedTo: { team, user },
    claimedBy: task.claimedBy,
    claimedAt: iso(task.claimedAt),
    completedBy: task.completedBy,
    completedAt: iso(task.completedAt),
    completedVia: task.completedVia,
    escalationLevel: task.escalationLevel,
    revision: task.revision,
    sla: { nextDueAt: iso(task.nextDueAt), breachedAt: iso(task.breachedAt) },
    snoozedUntil: iso(task.snoozedUntil),
    waitingSince: iso(task.waitingSince),
    createdAt: task.createdAt.toISOString(),
    updatedAt: task.updatedAt.toISOString(),
    replyBy: task.replyBy,
    deciders: task.deciders,
    mergedInto: task.mergedInto,
    may,
    whyNot,
  };
}

type Story = ReturnType<Awaited<ReturnType<typeof taskStories>>> & {
  escalationTeams: Awaited<ReturnType<typeof escalationTeams>>;
};

/** A task with its deadlines, timeline and comments. */
export function taskDetail(record: TaskRecord, story: Story, caller: TaskCaller): TaskDetail {
  return {
    ...taskView(record, caller),
    suggestion: record.task.suggestion as TaskDetail["suggestion"],
    suggestionUse:
      record.task.status === "completed"
        ? useOfSuggestion(record.task.suggestion, record.task.formData ?? {})
        : null,
    deadlines: story.deadlines.map((d) => deadlineView(d, record.task, story.escalationTeams)),
    history: story.history.map((h) => ({
      id: h.id,
      action: h.action,
      actor: h.actor,
      at: h.at.toISOString(),
      details: h.details as TaskDetail["history"][number]["details"],
    })),
    comments: story.comments.map((c) => ({
      id: c.id,
      body: c.body,
      author: c.author,
      mentions: c.mentions,
      createdAt: c.createdAt.toISOString(),
    })),
  };
}

function deadlineView(
  row: Story["deadlines"][number],
  { sla, createdAt }: TaskRow,
  teamNames: Story["escalationTeams"],
): TaskDeadline {
  const step = row.escalation === null ? undefined : sla?.escalate?.[row.escalation];
  const act = step ? (step.do ?? "reassign") : row.clock === "expireAfter" ? "expire" : "missed";
  const to = step?.assignTo ? assigneeName(step.assignTo, teamNames) : (step?.priority ?? null);
  return {
    clock: row.clock,
    startedAt: (row.startedAt ?? createdAt).toISOString(),
    dueAt: row.dueAt.toISOString(),
    firedAt: iso(row.firedAt),
    stoppedAt: iso(row.stoppedAt),
    metAt: iso(row.metAt),
    act,
    to,
    consequence: step ? CONSEQUENCES[act](to ?? "") : WHEN_MISSED[row.clock],
  };
}

const WHEN_MISSED = {
  claimWithin: "The claim deadline is missed",
  firstResponseWithin: "The first response is late",
  nextResponseWithin: "The next response is late",
  completeWithin: "The answer deadline is missed",
  expireAfter: "Expires without an answer",
};

const CONSEQUENCES: Record<TaskDeadline["act"], (to: string) => string> = {
  missed: () => "The deadline is missed",
  expire: () => "Expires without an answer",
  reassign: (to) => `Escalates to ${to}`,
  notify: (to) => `${to || "Whoever has it"} is told`,
  next: () => "Goes to the next of the team",
  raise: (to) => (to ? `Its priority becomes ${to}` : "Its priority is raised"),
};

function assigneeName(assignTo: AssignTo, teamNames: Story["escalationTeams"]): string {
  return "team" in assignTo ? (teamNames.get(assignTo.team) ?? assignTo.team) : assignTo.user;
}
