const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A time of few letters before it is put into words: the key of a text in `common.time`, and its numbers. */
export type TimePhrase =
  | { key: "now" }
  | { key: "minutes" | "hours" | "days"; count: number }
  | { key: "hoursMinutes"; hours: number; minutes: string }
  | { key: "daysHours"; days: number; hours: string };

/** An age in one unit: `now`, `4m`, `3h`, `12d`. `ms` below zero counts as now. */
export function agePhrase(ms: number): TimePhrase {
  if (ms < minute) return { key: "now" };
  if (ms < hour) return { key: "minutes", count: Math.floor(ms / minute) };
  if (ms < day) return { key: "hours", count: Math.floor(ms / hour) };
  return { key: "days", count: Math.floor(ms / day) };
}

/** Time left: `9:05` as it is, else a phrase of two units with fixed width; `late` when it is past. */
export function countdownParts(
  ms: number,
): { late: boolean; clock: string } | { late: boolean; phrase: TimePhrase } {
  const late = ms < 0;
  const left = Math.abs(late ? Math.floor(ms / second) * second : Math.ceil(ms / second) * second);
  if (left < hour)
    return { late, clock: `${Math.floor(left / minute)}:${two(Math.floor((left % minute) / second))}` };
  return { late, phrase: longPhrase(left) };
}

const two = (value: number) => String(value).padStart(2, "0");

function longPhrase(ms: number): TimePhrase {
  if (ms < day) {
    return {
      key: "hoursMinutes",
      hours: Math.floor(ms / hour),
      minutes: two(Math.floor((ms % hour) / minute)),
    };
  }
  return { key: "daysHours", days: Math.floor(ms / day), hours: two(Math.floor((ms % day) / hour)) };
}

/** A time that a clock has run, by the minute: in one unit below an hour, else as `countdownParts` has it. */
export function lapsePhrase(ms: number): TimePhrase {
  if (ms < hour) return { key: "minutes", count: Math.max(1, Math.floor(ms / minute)) };
  return longPhrase(ms);
}

/** A length of time in one or two units, biggest first: `45 s`, `12 min`, `1 h 20 min`, `3 d`. */
export function spanParts(
  ms: number,
): { key: `span${"Seconds" | "Minutes" | "Hours" | "Days"}`; count: number }[] {
  if (ms < minute) return [{ key: "spanSeconds", count: Math.max(0, Math.round(ms / second)) }];
  if (ms < hour) return [{ key: "spanMinutes", count: Math.floor(ms / minute) }];
  const [big, small, bigKey, smallKey] =
    ms < day
      ? ([hour, minute, "spanHours", "spanMinutes"] as const)
      : ([day, hour, "spanDays", "spanHours"] as const);
  const rest = Math.floor((ms % big) / small);
  const first = { key: bigKey, count: Math.floor(ms / big) };
  return rest ? [first, { key: smallKey, count: rest }] : [first];
}
