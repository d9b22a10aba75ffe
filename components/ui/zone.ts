import { useTimeZone } from "next-intl";

/** The zone that the reader's times are in: the one that they set, or else their browser's. */
export function useZone(): string {
  return useTimeZone() ?? "UTC";
}

/** What a clock and a calendar on the wall of that zone show. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** Monday is 1. */
  weekday: number;
}

export function wallTime(at: number, timeZone: string): WallTime {
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

/**
 * When it is in that zone what a field of dates says: `2026-05-13T10:05`, or a day for its beginning. Such a field knows
 * no zone, and a browser would take its own. An invalid date when it says nothing.
 */
export function timeIn(said: string, timeZone: string): Date {
  const wanted = Date.parse(said.includes("T") ? `${said}Z` : `${said}T00:00Z`);
  if (Number.isNaN(wanted)) return new Date(Number.NaN);
  const offset = (at: number) => {
    const wall = wallTime(at, timeZone);
    const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
    return shown - Math.floor(at / 60_000) * 60_000;
  };
  // Two looks at the zone's offset: it may change in between.
  const near = wanted - offset(wanted);
  return new Date(wanted - offset(near));
}

/** The day that it is in that zone, as a field of dates writes it. */
export function dayIn(at: number, timeZone: string): string {
  const { year, month, day } = wallTime(at, timeZone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
