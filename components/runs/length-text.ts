/** Writes tenths, with at least so many digits after the point. */
export type Tenths = (value: number, digits: number) => string;

/** A length of time, as exact as it is short: `0 ms`, `82 ms`, `1.4 s`, `23 s`, `2 min 05 s`, `3 h 10 min`, `2 d 04 h`. */
export function lengthText(ms: number, tenths: Tenths): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10_000) return `${tenths(Math.floor(ms / 100) / 10, 1)} s`;
  if (ms < 60_000) return `${Math.floor(ms / 1_000)} s`;
  if (ms < 3_600_000) return two(ms, 60_000, "min", 1_000, "s");
  if (ms < 86_400_000) return two(ms, 3_600_000, "h", 60_000, "min");
  return two(ms, 86_400_000, "d", 3_600_000, "h");
}

/** A place on an axis: the same in one unit where it is round, so `30 s` and not `30.0 s`. */
export function tickText(ms: number, tenths: Tenths): string {
  if (ms === 0) return "0";
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${tenths(Math.round(ms / 100) / 10, 0)} s`;
  return lengthText(ms, tenths);
}

function two(ms: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((ms % big) / small);
  const text = `${Math.floor(ms / big)} ${bigUnit}`;
  return rest === 0 ? text : `${text} ${String(rest).padStart(2, "0")} ${smallUnit}`;
}
