import { Temporal } from "temporal-polyfill";
import { type CalendarSpec, type OpenInterval, WEEKDAYS } from "./schema";

/**
 * Time that counts only while a calendar is open. Instants are milliseconds of UTC; hours are the calendar's local
 * hours, so that a day with a change of the clocks has one opening hour more or fewer and no instant counts twice.
 */

/** Past this nothing is looked up: a clock that has not run out in ten years never does. */
const MAX_DAYS = 3_660;

interface Span {
  from: number;
  until: number;
}

/**
 * The instant at which `ms` of opening time have passed since `from`: the earliest there is, so Friday 16:30 and
 * half an hour, at 9 to 17, is Friday 17:00, not Monday 9:00. No time at all leaves `from` as it is.
 */
export function addBusinessTime(calendar: CalendarSpec, from: number, ms: number): number {
  if (ms <= 0) return from;
  let left = ms;
  let last = from;
  for (const span of openSpans(calendar, from)) {
    const start = Math.max(span.from, from);
    const length = span.until - start;
    if (length >= left) return start + left;
    left -= length;
    last = span.until;
  }
  return last + left;
}

/** How much opening time lies between two instants; negative when `until` is before `from`. */
export function businessTimeBetween(calendar: CalendarSpec, from: number, until: number): number {
  if (until < from) return -businessTimeBetween(calendar, until, from);
  let total = 0;
  for (const span of openSpans(calendar, from)) {
    if (span.from >= until) break;
    total += Math.max(0, Math.min(span.until, until) - Math.max(span.from, from));
  }
  return total;
}

/** When the calendar is closed between two instants: what a timeline shades. At most `max` spans, in order. */
export function closedBetween(calendar: CalendarSpec, from: number, until: number, max: number): Span[] {
  const closed: Span[] = [];
  let at = from;
  for (const span of openSpans(calendar, from)) {
    if (closed.length >= max || at >= until) break;
    if (span.from > at) closed.push({ from: at, until: Math.min(span.from, until) });
    at = Math.max(at, span.until);
  }
  return closed;
}

/** The stretches in which the calendar is open, from the one that ends after `from` on. */
function* openSpans(calendar: CalendarSpec, from: number): Generator<Span> {
  const holidays = new Set(calendar.holidays.map(({ date }) => date));
  let day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  for (let i = 0; i < MAX_DAYS; i++, day = day.add({ days: 1 })) {
    const weekday = WEEKDAYS[day.dayOfWeek - 1];
    const intervals = weekday && !holidays.has(day.toString()) ? calendar.week[weekday] : undefined;
    for (const interval of intervals ?? []) {
      const span = spanOn(day, interval, calendar.timeZone);
      // Hours that the change to summer time skips are no hours.
      if (span.until > from && span.until > span.from) yield span;
    }
  }
}

function spanOn(day: Temporal.PlainDate, [opens, closes]: OpenInterval, timeZone: string): Span {
  return { from: instantAt(day, opens, timeZone), until: instantAt(day, closes, timeZone) };
}

function instantAt(day: Temporal.PlainDate, time: string, timeZone: string): number {
  if (time === "24:00") return day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
