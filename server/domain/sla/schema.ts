/**
 * The shapes of calendars, SLA policies and escalation chains that doors and pages share. Zod only: pages import this
 * file.
 */
import { z } from "zod";
import { ActorRefView, DisplayName, Slug, TimeZone } from "@/server/domain/schema";
import { DEADLINE_CLOCKS, EscalationStep, SlaTimes, TaskPriority } from "@/server/domain/tasks/schema";
import { parseDuration } from "@/server/platform/duration";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** How a calendar, policy or chain is named: by this, workflows and teams find it. */
export const DefinitionName = Slug;

const Title = DisplayName;

const Opens = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:00");
const Closes = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time such as 17:30, or 24:00");

/** From and until, in local time; the last may be 24:00. */
export const OpenInterval = z
  .tuple([Opens, Closes])
  .refine(
    ([from, until]) => from < until,
    "must end after it begins; write a night as two, to 24:00 and from 00:00",
  );
export type OpenInterval = z.infer<typeof OpenInterval>;

const DayHours = z
  .array(OpenInterval)
  .max(12, "at most 12 intervals a day")
  .refine(
    (day) => day.every(([from], i) => i === 0 || from >= (day[i - 1]?.[1] ?? "")),
    "must be in order and must not overlap",
  );

const Week = z.strictObject(
  Object.fromEntries(WEEKDAYS.map((day) => [day, DayHours.optional()])) as Record<
    Weekday,
    z.ZodOptional<typeof DayHours>
  >,
);

const Holiday = z.strictObject({
  date: z.iso.date("must be a date such as 2026-12-25"),
  name: z.string().trim().max(100).optional(),
});
export type Holiday = z.infer<typeof Holiday>;

/** When a team works: hours of the week in a time zone, less holidays. */
export const CalendarSpec = z.strictObject({
  timeZone: TimeZone,
  week: Week.refine(
    (week) => Object.values(week).some((day) => (day?.length ?? 0) > 0),
    "must be open at some time of the week",
  ),
  holidays: z
    .array(Holiday)
    .max(500, "at most 500 holidays")
    .default([])
    .refine((all) => new Set(all.map(({ date }) => date)).size === all.length, "names a day twice")
    .overwrite((all) => all.toSorted((a, b) => (a.date < b.date ? -1 : 1))),
});
export type CalendarSpec = z.infer<typeof CalendarSpec>;

const isDuration = (text: string) => {
  try {
    return parseDuration(text) > 0;
  } catch {
    return false;
  }
};
const durationsOf = (times: object) =>
  Object.entries(times).filter((entry): entry is [string, string] => typeof entry[1] === "string");

/** Clocks, each with how long it may run. */
const Times = SlaTimes.check(({ value, issues }) => {
  for (const [clock, text] of durationsOf(value)) {
    if (isDuration(text)) continue;
    issues.push({
      code: "custom",
      path: [clock],
      message: "must be a duration such as 10m, 4h or 1h30m",
      input: text,
    });
  }
});

const Clocks = z.array(z.enum(DEADLINE_CLOCKS)).max(DEADLINE_CLOCKS.length);

/** Which clocks stand still while a task is put off, or waits for the customer. */
export const PauseRules = z.strictObject({ snoozed: Clocks.optional(), waiting: Clocks.optional() });

/** What people may expect of a task, and what happens when it is not kept. */
export const PolicySpec = z.strictObject({
  times: Times,
  /** Other times for tasks of this priority; a clock that is not named keeps its time. */
  priorities: z.partialRecord(TaskPriority, Times).default({}),
  /** The calendar by its name; without one the workspace's default counts. */
  calendar: DefinitionName.nullable().default(null),
  /** The clocks that run in the calendar's hours; the others never stop for the night. */
  businessTime: Clocks.default([]),
  pauses: PauseRules.default({}),
  /** The escalation chain by its name. */
  escalation: DefinitionName.nullable().default(null),
});
export type PolicySpec = z.infer<typeof PolicySpec>;

/** Most deadlines that one chain may set, repeats counted. */
export const MAX_ESCALATIONS = 50;

/** What is done step by step when a clock runs out. */
export const ChainSpec = z.strictObject({
  steps: z
    .array(
      EscalationStep.check(({ value, issues }) => {
        for (const key of ["after", "before"] as const) {
          const text = value[key];
          if (text === undefined || text === "0" || isDuration(text)) continue;
          issues.push({
            code: "custom",
            path: [key],
            message: "must be a duration such as 10m",
            input: text,
          });
        }
        if (value.repeat && !isDuration(value.repeat.every)) {
          issues.push({
            code: "custom",
            path: ["repeat", "every"],
            message: "must be a duration such as 10m",
            input: value,
          });
        }
      }),
    )
    .min(1, "must have a step")
    .max(20, "at most 20 steps")
    .refine(
      (steps) => steps.reduce((sum, { repeat }) => sum + 1 + (repeat?.times ?? 0), 0) <= MAX_ESCALATIONS,
      `must come to at most ${MAX_ESCALATIONS} acts, repeats counted`,
    ),
});
export type ChainSpec = z.infer<typeof ChainSpec>;

export const DEFINITION_KINDS = ["calendar", "policy", "chain"] as const;
export type DefinitionKind = (typeof DEFINITION_KINDS)[number];
export interface DefinitionSpecs {
  calendar: CalendarSpec;
  policy: PolicySpec;
  chain: ChainSpec;
}

/** A calendar, policy or chain as doors show it: its latest version. */
export const definitionView = <S extends z.ZodType>(spec: S) =>
  z.object({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    version: z.int(),
    isDefault: z.boolean(),
    spec,
    usedBy: z.array(
      z.object({ kind: z.enum(["team", "workflow", "policy"]), name: z.string(), label: z.string() }),
    ),
    updatedAt: z.string(),
    updatedBy: ActorRefView,
  });
export const CalendarView = definitionView(CalendarSpec);
export const PolicyView = definitionView(PolicySpec);
export const ChainView = definitionView(ChainSpec);
export type CalendarView = z.infer<typeof CalendarView>;
export type PolicyView = z.infer<typeof PolicyView>;
export type ChainView = z.infer<typeof ChainView>;

/** How one is put: by its name, made or changed. Another spec is another version. */
export const putInput = <S extends z.ZodType>(spec: S) =>
  z.strictObject({ name: DefinitionName, title: Title, spec, isDefault: z.boolean().optional() });

/** What will happen to a task made at a time, step by step. */
export const PreviewEvent = z.object({
  at: z.string(),
  /** Milliseconds from the beginning, by the wall clock. */
  afterMs: z.number(),
  clock: z.enum(DEADLINE_CLOCKS),
  act: z.enum(["missed", "expire", "reassign", "notify", "next", "raise"]),
  /** To whom it goes, or who is told, in their name; the priority that it gets. */
  to: z.string().nullable(),
});
export type PreviewEvent = z.infer<typeof PreviewEvent>;

export const SLA_SOURCES = ["step", "workflow", "team", "tenant"] as const;

export const PreviewView = z.object({
  at: z.string(),
  /** Whose word it is; null when a task made so has no SLA. */
  source: z.enum(SLA_SOURCES).nullable(),
  policy: z.object({ name: z.string(), title: z.string(), version: z.int() }).nullable(),
  calendar: z.object({ name: z.string(), title: z.string(), timeZone: z.string() }).nullable(),
  businessTime: Clocks,
  pauses: z.object({ snoozed: Clocks, waiting: Clocks }),
  clocks: z.array(z.object({ clock: z.enum(DEADLINE_CLOCKS), withinMs: z.number() })),
  events: z.array(PreviewEvent),
  /** When the calendar is closed meanwhile. */
  closed: z.array(z.object({ from: z.string(), until: z.string() })),
});
export type PreviewView = z.infer<typeof PreviewView>;
