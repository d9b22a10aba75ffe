"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { agePhrase, countdownParts, lapsePhrase, spanParts, type TimePhrase } from "./time-text";

/** Times in the reader's language and zone. Lengths are in ms. */
export interface TimeWords {
  /** An age in one unit: `now`, `4m`, `3h`, `12d`. */
  age(ms: number): string;
  /** The same inside a sentence: `just now`, `4m ago`. */
  ago(ms: number): string;
  /** Time left in two units with fixed width (`9:05`, `3h 05m`, `2d 04h`); past is written with a minus sign. */
  countdown(ms: number): string;
  /** How long a clock has run out, in the letters of `countdown`, by the minute: `4m`, `5h 31m`, `2d 04h`. */
  lapse(ms: number): string;
  /** A length that was set or measured, in words of one or two units: `45 s`, `12 min`, `1 h 20 min`, `3 d`. */
  span(ms: number): string;
  /** A date and time. */
  exact(at: string): string;
}

type Translate = ReturnType<typeof useTranslations<"common.time">>;
type Format = ReturnType<typeof useFormatter>;

export function useTimeWords(): TimeWords {
  const t = useTranslations("common.time");
  const format = useFormatter();
  return useMemo(() => timeWords(t, format), [t, format]);
}

/** The same for whoever has words and a formatter at hand. */
export function timeWords(t: Translate, format: Format): TimeWords {
  return {
    age: (ms) => say(t, agePhrase(ms)),
    ago: (ms) => (ms < 60_000 ? t("justNow") : t("ago", { age: say(t, agePhrase(ms)) })),
    countdown(ms) {
      const parts = countdownParts(ms);
      return `${parts.late ? "−" : ""}${"clock" in parts ? parts.clock : say(t, parts.phrase)}`;
    },
    lapse: (ms) => say(t, lapsePhrase(ms)),
    span: (ms) =>
      spanParts(ms)
        .map(({ key, count }) => t(key, { count: String(count) }))
        .join(" "),
    // A day has 24 hours in all languages: `a.m.` is spelt by each browser in its own way.
    exact: (at) =>
      format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }),
  };
}

function say(t: Translate, phrase: TimePhrase): string {
  switch (phrase.key) {
    case "now":
      return t("now");
    case "hoursMinutes":
      return t("hoursMinutes", { hours: String(phrase.hours), minutes: phrase.minutes });
    case "daysHours":
      return t("daysHours", { days: String(phrase.days), hours: phrase.hours });
    default:
      return t(phrase.key, { count: String(phrase.count) });
  }
}
