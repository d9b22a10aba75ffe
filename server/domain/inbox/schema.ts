/**
 * What an inbox can be asked for: which tasks, in which order, in which groups. Zod only: pages import this file for
 * its types.
 */
import { z } from "zod";
import { ActorRefView, Id, Sentence } from "@/server/domain/schema";
import { SlaClock, TASK_ACTS, TaskPriority, TaskStatus } from "@/server/domain/tasks/schema";

/** The views that are counted: of what is done, nobody needs to know how much there is. */
export const COUNTED_VIEWS = [
  "mine",
  "teams",
  "unassigned",
  "dueSoon",
  "breached",
  "waiting",
  "open",
] as const;

/**
 * The views that everybody has. `mine` is what somebody holds, and what waits for their sign-off. What is snoozed or
 * waits for a customer is in `waiting`, `breached` and `open` alone: it needs nobody now.
 */
export const TASK_VIEWS = [...COUNTED_VIEWS, "closed"] as const;
export type TaskViewName = (typeof TASK_VIEWS)[number];

/** `deadline` is the time to the next breach; tasks that missed all of theirs come first, those without one last. */
export const TASK_SORTS = ["deadline", "newest", "oldest", "priority", "updated"] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

export const TASK_GROUPINGS = ["status", "team", "assignee", "priority", "workflow"] as const;
export type TaskGrouping = (typeof TASK_GROUPINGS)[number];

/** In place of a team or a person: tasks that have none. */
export const NONE = "none";

/** Lists come as such, or in an address as words with commas between them. */
const several = <T extends z.ZodType>(item: T, most = 20) =>
  z.preprocess((v) => (typeof v === "string" ? v.split(",") : v), z.array(item).min(1).max(most)).optional();

const RELATIVE = /^([+-])(\d{1,4})([mhd])$/;

/** A moment: exact, or so far from now (`-7d`, `+4h`), which a saved view means anew each time. */
const Moment = z.union([z.iso.datetime({ offset: true }), z.string().regex(RELATIVE)], {
  error: "must be a time such as 2026-01-31T12:00:00Z, or one so far from now such as -7d or +4h",
});

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The point in time that a filter's moment means now. */
export function momentOf(moment: string, now: Date): Date {
  const [, sign, amount, unit] = RELATIVE.exec(moment) ?? [];
  if (!unit) return new Date(moment);
  return new Date(now.getTime() + Number(`${sign}${amount}`) * UNITS[unit as keyof typeof UNITS]);
}

/** The fields of a filter. They add up; each takes several values, of which one must hold. */
export const TASK_FILTER = {
  view: z
    .enum(TASK_VIEWS)
    .optional()
    .describe(
      "One of the inbox's own views, for the caller: `mine` has what they hold and what waits for their sign-off",
    ),
  status: several(TaskStatus, 6),
  team: several(z.string().min(1).max(200)).describe("Teams' slugs or ids; `none`: tasks of no team"),
  assignee: several(z.string().min(1).max(320)).describe(
    "Whoever has it in hand: users' ids or e-mail addresses, or `me`; `none`: tasks that nobody has",
  ),
  priority: several(TaskPriority, 4),
  workflow: several(z.string().min(1).max(100)),
  channel: several(z.string().min(1).max(50)).describe("Channels of the conversations that tasks are about"),
  createdAfter: Moment.optional(),
  createdBefore: Moment.optional(),
  dueAfter: Moment.optional(),
  dueBefore: Moment.optional(),
  missed: z
    .enum(["open", "late"])
    .optional()
    .describe("Tasks with a missed clock: one that still waits, or one that was met late"),
  missedClock: several(SlaClock, 4).describe("Only these clocks count for `missed`; alone they mean either"),
  text: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("Words, or their beginnings, of title, description, context or conversation"),
  ids: several(Id, 200),
  runId: Id.optional(),
  conversationId: Id.optional(),
};

const Filter = z.strictObject(TASK_FILTER);
export type TaskFilter = z.infer<typeof Filter>;

/** What a saved view keeps. */
export const ViewQuery = z.strictObject({
  filter: Filter.omit({ ids: true, runId: true, conversationId: true }),
  sort: z.enum(TASK_SORTS).default("deadline"),
  group: z.enum(TASK_GROUPINGS).optional(),
});
export type ViewQuery = z.infer<typeof ViewQuery>;

export const SavedView = z.object({
  id: z.string(),
  name: z.string(),
  query: ViewQuery,
  shared: z.boolean(),
  /** Nobody where a key saved it. */
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Whether the caller may rename, change, share or delete it. */
  mayChange: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type SavedView = z.infer<typeof SavedView>;

/** Counting stops here: so many mean "at least". */
export const MAX_COUNTED_TASKS = 1_000;

/** A task as a line of the inbox: what is shown there and nothing else. */
export const InboxRow = z.object({
  id: z.string(),
  title: z.string(),
  /** The customer's last words, or else what the task says of itself. */
  snippet: z.string(),
  customer: z.string().nullable(),
  channel: z.string().nullable(),
  status: TaskStatus,
  priority: TaskPriority,
  team: z.object({ id: z.string(), slug: z.string(), name: z.string() }).nullable(),
  /** Who answered it, claimed it, or was given it. */
  holder: ActorRefView.nullable(),
  claimed: z.boolean(),
  /** Whether several people's sign-off is asked for, and one that the caller can give is still missing. */
  toDecide: z.boolean(),
  workflow: z.string().nullable(),
  escalationLevel: z.number().int(),
  nextDueAt: z.string().nullable(),
  breachedAt: z.string().nullable(),
  snoozedUntil: z.string().nullable(),
  waitingSince: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** Why each act may not be done by the caller; what may be done is not named. */
  whyNot: z.partialRecord(z.enum(TASK_ACTS), Sentence),
});
export type InboxRow = z.infer<typeof InboxRow>;

/** A part of the inbox, with how many tasks it has. */
export const InboxGroup = z.object({
  /** To be given as the filter's value for what was grouped by. */
  key: z.string(),
  label: z.string(),
  count: z.number().int(),
});
export type InboxGroup = z.infer<typeof InboxGroup>;
