/**
 * ISO 8601 and epoch milliseconds, without `Date`: the core has no clock, and what it computes must not depend on the
 * host's time zone. Days are counted in the proleptic Gregorian calendar.
 */

const DAY = 86_400_000;

/** 9999-12-31T23:59:59.999Z: the last instant that four-digit years can write. */
const LAST = 253_402_300_799_999;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d{2}:?\d{2}))?$/;

/** Epoch milliseconds → `2026-01-31T09:00:00.000Z`. Instants outside the years 0 to 9999 are moved to the nearest. */
export function isoFromMillis(millis: number): string {
  const instant = Math.min(LAST, Math.max(millisFromDate(0, 1, 1), Math.floor(millis)));
  const days = Math.floor(instant / DAY);
  const [year, month, day] = dateFromDays(days);
  let rest = instant - days * DAY;
  const take = (unit: number, width: number) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return `${count}`.padStart(width, "0");
  };
  const clock = `${take(3_600_000, 2)}:${take(60_000, 2)}:${take(1_000, 2)}.${take(1, 3)}`;
  return `${`${year}`.padStart(4, "0")}-${`${month}`.padStart(2, "0")}-${`${day}`.padStart(2, "0")}T${clock}Z`;
}

/**
 * Reads a date (`2026-01-31`, midnight UTC) or a date and time with its zone (`2026-01-31T10:00:00+01:00`).
 * Answers undefined when the text is no such instant; a time without a zone is one, since it could mean any of them.
 */
export function millisFromIso(text: string): number | undefined {
  const match = ISO.exec(text.trim());
  if (!match) return undefined;
  const [
    ,
    year = "",
    month = "",
    day = "",
    hour = "0",
    minute = "0",
    second = "0",
    fraction = "",
    zone = "Z",
  ] = match;
  const date = [Number(year), Number(month), Number(day)] as const;
  if (date[1] < 1 || date[1] > 12 || date[2] < 1 || date[2] > daysInMonth(date[0], date[1])) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = zoneOffset(zone);
  if (offset === undefined) return undefined;
  const clock = (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1_000;
  return millisFromDate(...date) + clock + Number(fraction.padEnd(3, "0").slice(0, 3)) - offset;
}

function zoneOffset(zone: string): number | undefined {
  if (zone === "Z" || zone === "z") return 0;
  const digits = zone.replace(":", "");
  const [hours, minutes] = [Number(digits.slice(1, 3)), Number(digits.slice(3, 5))];
  if (hours > 23 || minutes > 59) return undefined;
  return (digits.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days from the civil date, counting years from March so that the leap day is a year's last. */
function millisFromDate(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY;
}

function dateFromDays(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}
