"use client";

import { useTranslations } from "next-intl";
import { useNow } from "./clock";
import { cn } from "./cn";
import { useTimeWords } from "./time-words";

/** How long ago, in few letters (`ago`: inside a sentence); the exact time on hover. */
export function RelativeTime({ at, ago, className }: { at: string; ago?: boolean; className?: string }) {
  const words = useTimeWords();
  const text = useNow((now) => (ago ? words.ago : words.age)(now - Date.parse(at)));
  return (
    <time dateTime={at} title={words.exact(at)} className={cn("whitespace-nowrap", className)}>
      {text}
    </time>
  );
}

/** A date and time in the reader's zone. */
export function ExactTime({ at, className }: { at: string; className?: string }) {
  return (
    <time dateTime={at} className={className}>
      {useTimeWords().exact(at)}
    </time>
  );
}

/** Counts down to `dueAt` by the second, then up with a minus sign; amber in the last fifth, red when past. */
export function Countdown({ dueAt, since, className }: { dueAt: string; since: string; className?: string }) {
  const t = useTranslations("common.time");
  const words = useTimeWords();
  const due = Date.parse(dueAt);
  const span = Math.max(due - Date.parse(since), 1);
  const text = useNow((now) => words.countdown(due - now));
  const urgency = useNow((now) => (due <= now ? "late" : (due - now) / span < 0.2 ? "soon" : "calm"));
  return (
    <time
      dateTime={dueAt}
      title={t("due", { at: words.exact(dueAt) })}
      className={cn(
        "whitespace-nowrap",
        urgency === "late" && "font-medium text-danger-ink",
        urgency === "soon" && "font-medium text-warn-ink",
        urgency === "calm" && "text-ink-muted",
        className,
      )}
    >
      {text}
    </time>
  );
}
