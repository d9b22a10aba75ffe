"use client";

import { useTimeWords } from "@/components/ui/time-words";
import { DEADLINE_CLOCKS } from "@/server/domain/tasks/schema";
import { parseDuration } from "@/server/platform/duration";

export const CLOCKS = DEADLINE_CLOCKS;

/** A duration as it was written, in the reader's words; as it is when it is none. */
export function useDurationWords(): (text: string) => string {
  const { span } = useTimeWords();
  return (text) => {
    const ms = readDuration(text);
    return ms === null ? text : span(ms);
  };
}

/** Milliseconds of a written duration; null when it is none. */
export function readDuration(text: string): number | null {
  try {
    return parseDuration(text);
  } catch {
    return null;
  }
}
