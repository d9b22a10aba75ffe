import { timeIn, type WallTime, wallTime } from "@/components/ui/zone";

export type SnoozePreset = "laterToday" | "tomorrow" | "nextWeek";

/** Where a day of work begins: what is put off to a day comes back then. */
const morning = 9;
const laterHours = 3;
/** What is put off until later today comes back before this hour, or else is not offered. */
const evening = 18;

/** The times that people put things off to most, in the zone that they live in, soonest first. */
export function snoozePresets(now: number, timeZone: string): { preset: SnoozePreset; at: Date }[] {
  const here = wallTime(now, timeZone);
  const later = new Date(Math.ceil((now + laterHours * 3_600_000) / 900_000) * 900_000);
  const then = wallTime(later.getTime(), timeZone);
  const sameDay = then.day === here.day && then.hour < evening;
  const untilMonday = (8 - here.weekday) % 7 || 7;
  return [
    ...(sameDay ? [{ preset: "laterToday" as const, at: later }] : []),
    { preset: "tomorrow" as const, at: morningOf(here, 1, timeZone) },
    ...(untilMonday > 1 ? [{ preset: "nextWeek" as const, at: morningOf(here, untilMonday, timeZone) }] : []),
  ];
}

/** The morning of so many days later. */
function morningOf({ year, month, day }: WallTime, daysLater: number, timeZone: string): Date {
  const wanted = new Date(Date.UTC(year, month - 1, day + daysLater, morning));
  return timeIn(wanted.toISOString().slice(0, 16), timeZone);
}
