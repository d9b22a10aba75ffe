import { CronExpressionParser } from "cron-parser";
import { RRuleTemporal } from "rrule-temporal";
import { invalid } from "@/server/platform/errors";
import { isTimeZone } from "@/server/platform/locale";
import type { ScheduleConfig } from "./schema";

/** The times of a schedule; clocks that are set forward and back are the libraries' business. */
interface Times {
  next(after: Date): Date | null;
  /** The last time at or before a moment. */
  last(until: Date): Date | null;
}

/** A rule that does not come to a time within this many steps has none. */
const MAX_STEPS = 100_000;
const MINUTE_MS = 60_000;

/**
 * Checks a schedule and completes it: a rule without a beginning begins in the minute it was made.
 * @throws Invalid naming the field, below `schedule`
 */
export function readSchedule(schedule: ScheduleConfig, now: Date): ScheduleConfig {
  const { cron, rrule, startsAt, timeZone } = schedule;
  if ((cron === undefined) === (rrule === undefined)) {
    throw refuse("schedule", "needs either `cron` or `rrule`");
  }
  if (!isTimeZone(timeZone)) throw refuse("schedule.timeZone", "is no time zone such as Europe/Berlin");
  if (cron !== undefined && startsAt !== undefined)
    throw refuse("schedule.startsAt", "belongs to a rule, not to cron");
  const complete =
    rrule === undefined ? schedule : { ...schedule, startsAt: startsAt ?? wallTime(now, timeZone) };
  const field = cron === undefined ? "schedule.rrule" : "schedule.cron";
  try {
    timesOf(complete).next(now);
  } catch (error) {
    throw refuse(field, `can't be used: ${error instanceof Error ? error.message : error}`);
  }
  return complete;
}

/** The next times after a moment, `count` at most. */
export function nextTimes(schedule: ScheduleConfig, after: Date, count: number): Date[] {
  const times = timesOf(schedule);
  const found: Date[] = [];
  for (let next = times.next(after); next && found.length < count; next = times.next(next)) found.push(next);
  return found;
}

/** The latest times from `since` to `until`, both included, `count` at most, oldest first. */
export function timesBetween(schedule: ScheduleConfig, since: Date, until: Date, count: number): Date[] {
  const times = timesOf(schedule);
  const found: Date[] = [];
  let at = times.last(until);
  while (at && at >= since && found.length < count) {
    found.unshift(at);
    at = times.last(new Date(at.getTime() - 1));
  }
  return found;
}

function timesOf({ cron, rrule, startsAt, timeZone }: ScheduleConfig): Times {
  return cron === undefined ? ruleTimes(rrule ?? "", startsAt ?? "", timeZone) : cronTimes(cron, timeZone);
}

function cronTimes(cron: string, tz: string): Times {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) throw new Error(`cron has five fields, and this has ${fields.length}`);
  // Hashed fields (`H`) would fall on other times in other processes.
  if (fields.some((field) => /(^|,)H/i.test(field))) throw new Error("H is not supported");
  const from = (currentDate: Date) => CronExpressionParser.parse(fields.join(" "), { currentDate, tz });
  return {
    next: (after) => from(after).next().toDate(),
    // What is asked for is "before", to the millisecond.
    last: (until) =>
      from(new Date(until.getTime() + 1))
        .prev()
        .toDate(),
  };
}

function ruleTimes(rrule: string, startsAt: string, tz: string): Times {
  const rule = rrule.trim().replace(/^RRULE:/i, "");
  if (!/^[A-Za-z0-9=;,+-]+$/.test(rule)) throw new Error("a rule is one line such as FREQ=WEEKLY;BYDAY=MO");
  if (/FREQ=SECONDLY|BYSECOND/i.test(rule)) throw new Error("a schedule is to the minute, not to the second");
  const start = `${startsAt.replaceAll(/[-:]/g, "")}00`.slice(0, "20260301T090000".length);
  const rruleString = `DTSTART;TZID=${tz}:${start}\nRRULE:${rule.toUpperCase()}`;
  const limits = { maxIterations: MAX_STEPS, maxCandidateEvaluations: MAX_STEPS };
  const recurrence = new RRuleTemporal({ rruleString, ...limits });
  return {
    next: (after) => dateOf(recurrence.next(after)),
    last: (until) => dateOf(recurrence.previous(until, true)),
  };
}

function dateOf(moment: { epochMilliseconds: number } | null): Date | null {
  return moment && new Date(moment.epochMilliseconds);
}

/** What the clock on the wall says, to the minute: `2026-03-01T09:00`. */
function wallTime(at: Date, timeZone: string): string {
  const minute = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return text.format(minute).replace(" ", "T");
}

function refuse(path: string, message: string) {
  return invalid("The schedule can't be used; see `errors`.", [{ path, message }], "schedule_invalid");
}
