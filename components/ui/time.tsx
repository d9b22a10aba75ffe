"use client";

import { useHydrated, useNow } from "./clock";
import { cn } from "./cn";
import { ageText, agoText, countdownText, exactText } from "./time-text";

/** How long ago, in few letters (`ago`: inside a sentence); the exact time on hover. */
export function RelativeTime({ at, ago, className }: { at: string; ago?: boolean; className?: string }) {
  const text = useNow((now) => (ago ? agoText : ageText)(now - Date.parse(at)));
  const hydrated = useHydrated();
  return (
    <time
      dateTime={at}
      title={hydrated ? exactText(at) : undefined}
      className={cn("whitespace-nowrap", className)}
    >
      {text}
    </time>
  );
}

/** A date and time in the reader's zone. */
export function ExactTime({ at, className }: { at: string; className?: string }) {
  const hydrated = useHydrated();
  return (
    <time dateTime={at} className={className}>
      {hydrated ? exactText(at) : `${at.slice(0, 10)} ${at.slice(11, 16)}`}
    </time>
  );
}

/** Counts down to `dueAt` by the second, then up with a minus sign; amber in the last fifth, red when past. */
export function Countdown({ dueAt, since, className }: { dueAt: string; since: string; className?: string }) {
  const due = Date.parse(dueAt);
  const span = Math.max(due - Date.parse(since), 1);
  const text = useNow((now) => countdownText(due - now));
  const urgency = useNow((now) => (due <= now ? "late" : (due - now) / span < 0.2 ? "soon" : "calm"));
  const hydrated = useHydrated();
  return (
    <time
      dateTime={dueAt}
      title={hydrated ? `Due ${exactText(dueAt)}` : undefined}
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
