const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** An age in one unit: `now`, `4m`, `3h`, `12d`. `ms` below zero counts as now. */
export function ageText(ms: number): string {
  if (ms < minute) return "now";
  if (ms < hour) return `${Math.floor(ms / minute)}m`;
  if (ms < day) return `${Math.floor(ms / hour)}h`;
  return `${Math.floor(ms / day)}d`;
}

/** The same inside a sentence: `just now`, `4m ago`. */
export function agoText(ms: number): string {
  return ms < minute ? "just now" : `${ageText(ms)} ago`;
}

/** Time left in two units with fixed width (`9:05`, `3h 05m`, `2d 04h`); past is written with a minus sign. */
export function countdownText(ms: number): string {
  const sign = ms < 0 ? "−" : "";
  const left = Math.abs(ms < 0 ? Math.floor(ms / second) * second : Math.ceil(ms / second) * second);
  const two = (value: number) => String(value).padStart(2, "0");
  if (left < hour) return `${sign}${Math.floor(left / minute)}:${two(Math.floor((left % minute) / second))}`;
  if (left < day) return `${sign}${Math.floor(left / hour)}h ${two(Math.floor((left % hour) / minute))}m`;
  return `${sign}${Math.floor(left / day)}d ${two(Math.floor((left % day) / hour))}h`;
}

/** A length of time in words of one or two units: `45 s`, `12 min`, `1 h 20 min`, `3 d`. */
export function spanText(ms: number): string {
  if (ms < minute) return `${Math.max(0, Math.round(ms / second))} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  const [big, small, bigUnit, smallUnit] =
    ms < day ? ([hour, minute, "h", "min"] as const) : ([day, hour, "d", "h"] as const);
  const rest = Math.floor((ms % big) / small);
  return `${Math.floor(ms / big)} ${bigUnit}${rest ? ` ${rest} ${smallUnit}` : ""}`;
}

const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** Date and time in the reader's zone. */
export function exactText(at: string): string {
  return exact.format(new Date(at));
}
