/**
 * The shapes of a task that doors, pages and the engine share. No database, no clock: pages import this file.
 */
import { z } from "zod";
import { SeatedDeciders } from "@/server/domain/decisions/schema";
import { FormDefinition } from "@/server/domain/forms/schema";
import { ActorRefView, Happening, JsonObject, Sentence } from "@/server/domain/schema";
import { CHANNELS } from "@/server/platform/actor";

export const TaskPriority = z.enum(["low", "normal", "high", "urgent"]);
export type TaskPriority = z.infer<typeof TaskPriority>;

/** To whom a task goes: a team by its slug, or a user by id or e-mail address. */
export const AssignTo = z.union(
  [
    z.strictObject({ team: z.string().min(1).max(200) }),
    z.strictObject({ user: z.string().min(1).max(320) }),
  ],
  { error: 'must be {"team": …} or {"user": …}' },
);
export type AssignTo = z.infer<typeof AssignTo>;

const Skill = z.string().trim().toLowerCase().min(1).max(40);

/** What a task wants of a person, and what a person has: tags such as `french` or `billing`. */
export const Skills = z.array(Skill, { error: "must be a list of words" }).max(20, "at most 20 skills");

/** The clocks of an SLA: to the claim, to a person's first word, to each further word, and to the answer. */
export const SLA_CLOCKS = [
  "claimWithin",
  "firstResponseWithin",
  "nextResponseWithin",
  "completeWithin",
] as const;
export const SlaClock = z.enum(SLA_CLOCKS);
export type SlaClock = z.infer<typeof SlaClock>;

/** What a task's deadline is of: a clock of its SLA, or the end of waiting for an answer at all. */
export const DEADLINE_CLOCKS = [...SLA_CLOCKS, "expireAfter"] as const;
export type DeadlineClock = (typeof DEADLINE_CLOCKS)[number];

const Duration = z.string().min(1).max(64);

/** How long each clock may run, as it is written: durations as text (`10m`, `24h`, `PT1H`). */
export const SlaTimes = z.strictObject({
  claimWithin: Duration.optional(),
  firstResponseWithin: Duration.optional(),
  nextResponseWithin: Duration.optional(),
  completeWithin: Duration.optional(),
  expireAfter: Duration.optional(),
});

/** What is done when a clock runs out: send it on, tell somebody, give it to the next of the team, raise its priority. */
export const ESCALATION_ACTS = ["reassign", "notify", "next", "raise"] as const;
export type EscalationAct = (typeof ESCALATION_ACTS)[number];

/** One step of an escalation, when its clock has run out, or `after` so much more, or `before` it does. */
export const EscalationStep = z
  .strictObject({
    on: SlaClock,
    after: Duration.optional(),
    before: Duration.optional(),
    do: z.enum(ESCALATION_ACTS).optional(),
    /** To whom it goes, or who is told; those it waits for are told when nobody is named. */
    assignTo: AssignTo.optional(),
    /** The priority that it gets; the next higher when none is named. */
    priority: TaskPriority.optional(),
    /** Does it again, so often and so far apart. */
    repeat: z.strictObject({ every: Duration, times: z.int().min(1).max(20) }).optional(),
  })
  .check(({ value, issues }) => {
    const refuse = (path: string, message: string) =>
      issues.push({ code: "custom", path: [path], message, input: value });
    if (value.after !== undefined && value.before !== undefined)
      refuse("before", "A step comes after its clock has run out or before, not both");
    if ((value.do ?? "reassign") === "reassign" && value.assignTo === undefined)
      refuse("assignTo", "must say to whom it goes");
  });
export type EscalationStep = z.infer<typeof EscalationStep>;

const Name = z.string().trim().toLowerCase().min(1).max(48);

/**
 * An SLA as it is written with a task: a policy by its name, times of its own, or both, which then come before the
 * policy's.
 */
export const TaskSla = z.strictObject({
  policy: Name.optional(),
  usual: z
    .boolean()
    .optional()
    .describe(
      "Whether the SLA that would count without this one stays in force beside the times written here, which run by the wall clock; an expiry before `completeWithin` is left out",
    ),
  ...SlaTimes.shape,
  /** All clocks but the expiry run in the hours of this calendar. */
  calendar: Name.optional(),
  /** An escalation chain by its name; `escalate` writes one out. */
  escalation: Name.optional(),
  escalate: z.array(EscalationStep).max(20).optional(),
});
export type TaskSla = z.infer<typeof TaskSla>;

/** Times in milliseconds. */
export type SlaMillis = Partial<Record<DeadlineClock, number>>;

/** An act of an escalation, `after` so many milliseconds since its clock ran out; negative: before it does. */
export interface ResolvedEscalation {
  on: SlaClock;
  after?: number;
  do?: EscalationAct;
  assignTo?: AssignTo;
  priority?: TaskPriority;
}

/** Why a task's clocks stand still. */
export const PAUSE_REASONS = ["snoozed", "waiting", "merged"] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Who may answer a claimed or assigned task: anyone it was put before, or nobody but its owner. */
export const ReplyBy = z.enum(["anyone", "owner"]);
export type ReplyBy = z.infer<typeof ReplyBy>;

/** How two tasks have to do with each other: `split` points from a part to what it was split off. */
export const LINK_KINDS = ["related", "split", "duplicate"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** An SLA as it is asked for: durations in milliseconds, names not yet looked up. */
export interface AskedSla extends SlaMillis {
  policy?: string;
  usual?: boolean;
  calendar?: string;
  escalation?: string;
  escalate?: (ResolvedEscalation & { repeat?: { every: number; times: number } })[];
}

/** Whose word an SLA is: the step's or call's own, its workflow's, its team's, or the workspace's. */
export type SlaSource = "step" | "workflow" | "team" | "tenant";

/** An SLA as it is kept with a task: what counted when the task was made, whatever is changed later. */
export interface ResolvedSla extends SlaMillis {
  escalate?: ResolvedEscalation[];
  source?: SlaSource;
  policy?: { name: string; version: number };
  calendar?: { name: string; version: number };
  /** The clocks that run in the calendar's hours. */
  businessTime?: DeadlineClock[];
  /** Which clocks stand still while the task is put off, or waits; without, all of them. */
  pauses?: Partial<Record<PauseReason, DeadlineClock[]>>;
}

export const TASK_STATUSES = ["created", "assigned", "claimed", "completed", "expired", "cancelled"] as const;
export const TaskStatus = z.enum(TASK_STATUSES);
export type TaskStatus = z.infer<typeof TaskStatus>;

export const OPEN_TASK_STATUSES = ["created", "assigned", "claimed"] as const satisfies TaskStatus[];

export const TASK_HISTORY_ACTIONS = [
  "created",
  "assigned",
  "reassigned",
  "claimed",
  "released",
  "commented",
  "breached",
  "escalated",
  "snoozed",
  "woken",
  "waiting",
  "waitingEnded",
  "split",
  "linked",
  "merged",
  "unmerged",
  "decided",
  "priorityChanged",
  "retargeted",
  "completed",
  "expired",
  "cancelled",
] as const;
export type TaskHistoryAction = (typeof TASK_HISTORY_ACTIONS)[number];

export const TaskComment = z.object({
  id: z.string(),
  body: z.string(),
  author: ActorRefView,
  /** Whom it names. */
  mentions: z.array(z.object({ id: z.string(), name: z.string() })),
  createdAt: z.string(),
});
export type TaskComment = z.infer<typeof TaskComment>;

export const TaskHistoryEntry = z.object({
  id: z.string(),
  action: z.enum(TASK_HISTORY_ACTIONS),
  actor: ActorRefView,
  at: z.string(),
  /** What the action was about: who it went to, why, which clock. */
  details: Happening,
});
export type TaskHistoryEntry = z.infer<typeof TaskHistoryEntry>;

export const TaskDeadline = z.object({
  clock: z.enum(DEADLINE_CLOCKS),
  /** When its clock began to run. */
  startedAt: z.string(),
  dueAt: z.string(),
  /** When it was missed; null while it runs. */
  firedAt: z.string().nullable(),
  /** While set, the clock stands still: the claim clock does once somebody has claimed. */
  stoppedAt: z.string().nullable(),
  /** When what it asks for was done, in time or late. */
  metAt: z.string().nullable(),
  /** What happens then: the clock itself is missed, the task expires, or a step of the escalation. */
  act: z.enum(["missed", "expire", ...ESCALATION_ACTS]),
  /** To whom it goes, who is told, or the priority that it gets. */
  to: z.string().nullable(),
  /** What happens when it is missed, in words. */
  consequence: Sentence,
});
export type TaskDeadline = z.infer<typeof TaskDeadline>;

export const TASK_ACTS = [
  "claim",
  "release",
  "complete",
  "reassign",
  "comment",
  "snooze",
  "wait",
  "update",
  "cancel",
] as const;
export type TaskAct = (typeof TASK_ACTS)[number];

const acts = <T extends z.ZodType>(value: T) =>
  z.object(Object.fromEntries(TASK_ACTS.map((act) => [act, value])) as Record<TaskAct, T>);

/** A task as doors show it. Times are ISO 8601 in UTC. */
export const TaskView = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  status: TaskStatus,
  priority: TaskPriority,
  form: FormDefinition,
  formData: JsonObject.nullable(),
  context: JsonObject,
  conversationId: z.string().nullable(),
  run: z.object({ id: z.string(), workflow: z.string(), stepId: z.string() }).nullable(),
  assignedTo: z.object({
    team: z.object({ id: z.string(), slug: z.string(), name: z.string() }).nullable(),
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  }),
  claimedBy: ActorRefView.nullable(),
  claimedAt: z.string().nullable(),
  completedBy: ActorRefView.nullable(),
  completedAt: z.string().nullable(),
  completedVia: z.enum(CHANNELS).nullable(),
  escalationLevel: z.number().int(),
  revision: z.number().int(),
  sla: z.object({ nextDueAt: z.string().nullable(), breachedAt: z.string().nullable() }),
  /** Put off until then; its clocks stand still. */
  snoozedUntil: z.string().nullable(),
  /** Since when it waits for the customer; its clocks stand still. */
  waitingSince: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  replyBy: ReplyBy,
  /** Whose sign-off it takes; null where one answer is enough. */
  deciders: SeatedDeciders.nullable(),
  /** The task that this is a duplicate of: it gets the same answer. */
  mergedInto: z.string().nullable(),
  /** What the caller may do with it now, and why not where not. */
  may: acts(z.boolean()),
  whyNot: acts(Sentence.nullable()),
});
export type TaskView = z.infer<typeof TaskView>;

/** Somebody who has a task open now. */
export const TaskPresence = z.object({
  taskId: z.string(),
  userId: z.string(),
  name: z.string(),
  typing: z.boolean(),
  since: z.string(),
});
export type TaskPresence = z.infer<typeof TaskPresence>;

/** What somebody has written and not sent. */
export const TaskDraft = z.object({
  formData: JsonObject,
  device: z.string().describe("The browser that it was written in"),
  revision: z.int().describe("The task's revision that it was written for"),
  savedAt: z.string(),
});
export type TaskDraft = z.infer<typeof TaskDraft>;

/** One task with its deadlines, timeline and comments. */
export const TaskDetail = TaskView.extend({
  /** What an AI would answer, as far as it fits the form. */
  suggestion: JsonObject.nullable(),
  /** Once answered: what became of the suggestion. */
  suggestionUse: z.enum(["accepted", "changed", "unused"]).nullable(),
  deadlines: z.array(TaskDeadline),
  history: z.array(TaskHistoryEntry),
  comments: z.array(TaskComment),
});
export type TaskDetail = z.infer<typeof TaskDetail>;
