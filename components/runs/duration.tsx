"use client";

import { useNow } from "@/components/ui/clock";
import { useTimeWords } from "@/components/ui/time-words";
import type { RunSummary } from "@/server/domain/runs/schema";
import { useReading } from "./use-reading";

/** How long something took, or takes so far; `exact` to the millisecond once it is over. */
export function Duration({ from, to, exact }: { from: string; to: string | null; exact?: boolean }) {
  const { span } = useTimeWords();
  const { length } = useReading();
  const text = useNow((now) => {
    const ms = (to ? Date.parse(to) : now) - Date.parse(from);
    return exact && to ? length(ms) : span(ms);
  });
  return <span className="tabular whitespace-nowrap">{text}</span>;
}

/** How long a run took, or goes for by now; nothing of one that has not begun. */
export function RunDuration({ run }: { run: Pick<RunSummary, "status" | "createdAt" | "endedAt"> }) {
  if (!hasBegun(run)) return <span aria-hidden>–</span>;
  return <Duration exact from={run.createdAt} to={run.endedAt} />;
}

/** A run that was asked for may begin at its time, or when there is room for it. */
export const hasBegun = ({ status }: Pick<RunSummary, "status">) =>
  status !== "scheduled" && status !== "queued";
