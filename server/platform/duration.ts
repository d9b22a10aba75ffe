/**
 * Durations as people write them: `10m`, `24h`, `1h30m`, `500ms`, or ISO 8601 (`PT1H`, `P1DT12H`, `P2W`).
 * Pure, so that the engine's core and the pages may use it. Calendar units of varying length (ISO years and
 * months) are refused: a duration here is always a fixed number of milliseconds.
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const WRITTEN: [unit: string, factor: number][] = [
  ["d", DAY],
  ["h", HOUR],
  ["m", MINUTE],
  ["s", SECOND],
  ["ms", 1],
];

/** A hundred years: past this a duration is a typing mistake, and timestamps come near their limits. */
const LONGEST = 36_525 * DAY;

const NUMBER = String.raw`(\d{1,15}(?:\.\d{1,6})?)`;
const part = (unit: string) => `(?:${NUMBER}${unit})?`;
const SHORT = new RegExp(`^${["w", "d", "h", "m(?!s)", "s", "ms"].map(part).join("")}$`);
const ISO = new RegExp(`^P${part("W")}${part("D")}(?:T(?=\\d)${part("H")}${part("M")}${part("S")})?$`);

const SHORT_FACTORS = [WEEK, DAY, HOUR, MINUTE, SECOND, 1];
const ISO_FACTORS = [WEEK, DAY, HOUR, MINUTE, SECOND];

/**
 * Reads a duration and returns whole milliseconds.
 * @throws RangeError when the text is no duration, or longer than a hundred years.
 */
export function parseDuration(text: string): number {
  const trimmed = text.trim();
  const iso = trimmed.startsWith("P");
  const match = trimmed.length > 64 ? null : (iso ? ISO : SHORT).exec(trimmed);
  const parts = match?.slice(1) ?? [];
  if (parts.every((value) => value === undefined)) {
    throw new RangeError(`"${text.slice(0, 64)}" is no duration: write 10m, 24h, 7d, 1h30m or PT1H`);
  }
  const factors = iso ? ISO_FACTORS : SHORT_FACTORS;
  const total = parts.reduce((sum, value, index) => sum + Number(value ?? 0) * (factors[index] ?? 0), 0);
  if (total > LONGEST) throw new RangeError(`"${trimmed}" is longer than a hundred years`);
  return Math.round(total);
}

/** Writes milliseconds in the short form that {@link parseDuration} reads back: `5400000` → `1h30m`. */
export function formatDuration(milliseconds: number): string {
  const sign = milliseconds < 0 ? "-" : "";
  let rest = Math.round(Math.abs(milliseconds));
  let text = "";
  for (const [unit, factor] of WRITTEN) {
    const count = Math.floor(rest / factor);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * factor;
  }
  return text === "" ? "0s" : sign + text;
}

const WRITTEN_AS_DURATION = /Within$|^(expireAfter|after|before|every)$/;

/** The same value with every text under a name of a duration (`…Within`, `after`, `every`, …) read by `read`. */
export function readDurations<T>(value: T, read: (text: string, path: string) => number, path = ""): unknown {
  if (Array.isArray(value)) return value.map((one, i) => readDurations(one, read, `${path}.${i}`));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => {
        const at = path ? `${path}.${key}` : key;
        const written = typeof inner === "string" && WRITTEN_AS_DURATION.test(key);
        return [key, written ? read(inner, at) : readDurations(inner, read, at)];
      }),
  );
}
