"use client";

import { useNow } from "@/components/ui/clock";
import { spanText } from "@/components/ui/time-text";

/** How long something took, or takes so far. */
export function Duration({ from, to }: { from: string; to: string | null }) {
  const text = useNow((now) => spanText((to ? Date.parse(to) : now) - Date.parse(from)));
  return <span className="tabular whitespace-nowrap">{text}</span>;
}
