import { type CalendarSpec, WEEKDAYS, type Weekday } from "@/server/domain/sla/schema";

type Week = CalendarSpec["week"];

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Opening hours a week, as a number with at most one decimal. */
export function openHours(week: Week): number {
  const minutes = WEEKDAYS.flatMap((day) => week[day] ?? []).reduce(
    (sum, [from, until]) => sum + Math.max(0, minutesOf(until) - minutesOf(from)),
    0,
  );
  return Math.round(minutes / 6) / 10;
}

/** Where an interval lies on a day, in percent. */
export function placeOnDay([from, until]: [string, string]): { left: number; width: number } {
  const left = (minutesOf(from) / 1440) * 100;
  return { left, width: Math.max(0, (minutesOf(until) / 1440) * 100 - left) };
}

/** A day's next interval that one would add: an hour after the last, or the usual hours. */
export function nextInterval(day: [string, string][]): [string, string] {
  const last = day.at(-1);
  if (!last) return ["09:00", "17:00"];
  const from = minutesOf(last[1]) + 60;
  if (from > 22 * 60) return ["23:00", "24:00"];
  return [timeOf(from), timeOf(Math.min(from + 180, 1440))];
}

const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** The same hours on the other working days. */
export function copyToWorkdays(week: Week, from: Weekday): Week {
  const hours = week[from] ?? [];
  return { ...week, ...Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, hours])) };
}

/** Holidays written one a line (`2026-12-25 Christmas`, also with commas or semicolons) or as an iCalendar file. */
export function readHolidays(text: string): {
  holidays: { date: string; name?: string }[];
  unread: string[];
} {
  const holidays = new Map<string, { date: string; name?: string }>();
  const unread: string[] = [];
  const add = (date: string, name: string) => {
    if (Number.isNaN(Date.parse(date))) return false;
    holidays.set(date, name ? { date, name: name.slice(0, 100) } : { date });
    return true;
  };
  if (/BEGIN:VEVENT/i.test(text)) {
    for (const event of text.split(/BEGIN:VEVENT/i).slice(1)) {
      const [, year, month, day] = /DTSTART[^:\n]*:(\d{4})(\d{2})(\d{2})/i.exec(event) ?? [];
      const name = /SUMMARY[^:\n]*:([^\r\n]*)/i.exec(event)?.[1]?.replaceAll("\\,", ",").trim() ?? "";
      if (!year || !add(`${year}-${month}-${day}`, name)) unread.push(name);
    }
    return { holidays: [...holidays.values()], unread };
  }
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    const [, date = "", name = ""] = /^\s*(\d{4}-\d{2}-\d{2})[\s,;]*(.*?)\s*$/.exec(line) ?? [];
    if (!date || !add(date, name)) unread.push(line.trim());
  }
  return { holidays: [...holidays.values()], unread };
}
