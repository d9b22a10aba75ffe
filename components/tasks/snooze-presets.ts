export type SnoozePreset = "laterToday" | "tomorrow" | "nextWeek";

/** Where a day of work begins: what is put off to a day comes back then. */
const morning = 9;
const laterHours = 3;
/** What is put off until later today comes back before this hour, or else is not offered. */
const evening = 18;

/** The times that people put things off to most, in the zone that they live in, soonest first. */
export function snoozePresets(now: number, timeZone: string): { preset: SnoozePreset; at: Date }[] {
  const here = partsIn(now, timeZone);
  const later = new Date(Math.ceil((now + laterHours * 3_600_000) / 900_000) * 900_000);
  const then = partsIn(later.getTime(), timeZone);
  const sameDay = then.day === here.day && then.hour < evening;
  const untilMonday = (8 - here.weekday) % 7 || 7;
  return [
    ...(sameDay ? [{ preset: "laterToday" as const, at: later }] : []),
    { preset: "tomorrow" as const, at: timeIn(here, 1, timeZone) },
    ...(untilMonday > 1 ? [{ preset: "nextWeek" as const, at: timeIn(here, untilMonday, timeZone) }] : []),
  ];
}

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** Monday is 1. */
  weekday: number;
}

function partsIn(at: number, timeZone: string): Parts {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part;
  return {
    year,
    month,
    day,
    hour,
    minute,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7,
  };
}

/** The morning of so many days later. Two looks at the zone's offset: it may change in between. */
function timeIn({ year, month, day }: Parts, daysLater: number, timeZone: string): Date {
  const wanted = Date.UTC(year, month - 1, day + daysLater, morning);
  const offset = (at: number) => {
    const p = partsIn(at, timeZone);
    return Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute) - at;
  };
  const near = wanted - offset(wanted);
  return new Date(wanted - offset(near));
}
