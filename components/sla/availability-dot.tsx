"use client";

import { useTranslations } from "next-intl";
import { useMe } from "@/components/shell/me";
import { cn } from "@/components/ui/cn";
import type { Availability } from "@/server/domain/assignment/schema";

const dots: Record<Availability, string> = { online: "bg-ok-ink", away: "bg-warn-ink", out: "bg-danger-ink" };

/** What being there looks like. */
export function Dot({ of }: { of: Availability }) {
  return <span aria-hidden className={cn("size-2 shrink-0 rounded-full", dots[of])} />;
}

/** What one's own name says while one is not there. */
export function AvailabilityDot() {
  const t = useTranslations("sla.availability");
  const availability = useMe()?.presence?.availability;
  if (!availability || availability === "online") return null;
  return (
    <span className="flex items-center gap-1.5 text-ink-subtle text-xs">
      <Dot of={availability} />
      <span className="truncate">{t(availability)}</span>
    </span>
  );
}
