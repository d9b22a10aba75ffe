import { createFormatter, createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { catalogue } from "@/components/words/catalogue";
import type { Locale } from "@/server/platform/locale";
import { timeWords } from "./time-words";

const minute = 60_000;
const hour = 60 * minute;

function wordsIn(locale: Locale, timeZone: string) {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "common.time" });
  return timeWords(t, createFormatter({ locale, timeZone }));
}

describe("time in few letters", () => {
  const words = wordsIn("en", "UTC");

  it("counts down to zero and then up with a minus sign, never showing a second twice", () => {
    expect(words.countdown(61_000)).toBe("1:01");
    expect(words.countdown(1)).toBe("0:01");
    expect(words.countdown(0)).toBe("0:00");
    expect(words.countdown(-1)).toBe("−0:01");
    expect(words.countdown(-61_000)).toBe("−1:01");
  });

  it("changes units with the distance and keeps the second unit two digits wide", () => {
    expect(words.countdown(hour)).toBe("1h 00m");
    expect(words.countdown(3 * hour + 5 * minute)).toBe("3h 05m");
    expect(words.countdown(52 * hour)).toBe("2d 04h");
  });

  it("says an age in one unit, and that the future is now", () => {
    expect(words.age(-5000)).toBe("now");
    expect(words.age(59_999)).toBe("now");
    expect(words.age(4 * minute)).toBe("4m");
    expect(words.age(30 * hour)).toBe("1d");
    expect(words.ago(30 * hour)).toBe("1d ago");
  });

  it("says how long ago a clock ran out as it said how long it had left", () => {
    expect(words.lapse(20_000)).toBe("1m");
    expect(words.lapse(9 * minute)).toBe("9m");
    for (const ms of [hour, 5 * hour + 31 * minute, 52 * hour]) {
      expect(words.lapse(ms)).toBe(words.countdown(ms));
      expect(`−${words.lapse(ms)}`).toBe(words.countdown(-ms));
    }
    expect(wordsIn("de", "UTC").lapse(5 * hour + minute)).toBe("5 h 01 min");
  });

  it("says a length in words", () => {
    expect(words.span(5000)).toBe("5 s");
    expect(words.span(10 * minute)).toBe("10 min");
    expect(words.span(hour + 20 * minute)).toBe("1 h 20 min");
    expect(words.span(72 * hour)).toBe("3 d");
  });

  it("speaks the reader's language, in their zone", () => {
    const german = wordsIn("de", "Europe/Berlin");
    expect(german.ago(4 * minute)).toBe("vor 4 min");
    expect(german.span(hour + 20 * minute)).toBe("1 h 20 min");
    expect(german.exact("2026-06-01T22:30:00Z")).toBe("02.06.2026, 00:30");
    expect(words.exact("2026-06-01T22:30:00Z")).toBe("Jun 1, 2026, 22:30");
  });
});
