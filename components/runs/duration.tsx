"use client";

import { useNow } from "@/components/ui/clock";
import { useTimeWords } from "@/components/ui/time-words";
import { lengthText } from "./length-text";

/** How long something took, or takes so far; `exact` to the millisecond once it is over. */
export function Duration({ from, to, exact }: { from: string; to: string | null; exact?: boolean }) {
  const { span } = useTimeWords();
  const text = useNow((now) => {
    const ms = (to ? Date.parse(to) : now) - Date.parse(from);
    return exact && to ? lengthText(ms) : span(ms);
  });
  return <span className="tabular whitespace-nowrap">{text}</span>;
}
