"use client";

import { useTranslations } from "next-intl";
import type { TaskDeadline } from "@/server/domain/tasks/schema";

type Event = Pick<TaskDeadline, "clock" | "act" | "to">;

/** What a deadline brings, in words. */
export function useEventWords() {
  const t = useTranslations("sla.events");
  const priorities = useTranslations("sla.priority");
  const named = ({ act, to }: Event): string => {
    if (to === null) return "none";
    const known = act === "raise" && (to === "low" || to === "normal" || to === "high" || to === "urgent");
    return known ? priorities(to) : to;
  };
  return {
    /** As a sentence about what is to come if nobody does anything before. */
    wouldHappen: (event: Event) => t(event.act, { clock: event.clock, to: named(event) }),
  };
}
