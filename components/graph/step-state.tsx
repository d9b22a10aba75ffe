import {
  Check,
  Circle,
  CircleDashed,
  CircleSlash,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  OctagonAlert,
  RotateCw,
  SkipForward,
  X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { StepState } from "./progress";

const states: Record<StepState, { icon: LucideIcon; ink: string }> = {
  untouched: { icon: CircleDashed, ink: "text-ink-subtle" },
  queued: { icon: Circle, ink: "text-accent-ink" },
  running: { icon: LoaderCircle, ink: "text-accent-ink" },
  waiting: { icon: Hourglass, ink: "text-warn-ink" },
  retrying: { icon: RotateCw, ink: "text-warn-ink" },
  stuck: { icon: OctagonAlert, ink: "text-danger-ink" },
  done: { icon: Check, ink: "text-ok-ink" },
  skipped: { icon: SkipForward, ink: "text-ink-muted" },
  failed: { icon: X, ink: "text-danger-ink" },
  closed: { icon: CircleSlash, ink: "text-ink-subtle" },
};

/** How a step stands, as an icon; its word is read out, or shown beside it. */
export function StepStateIcon({ state, words }: { state: StepState; words?: boolean }) {
  const t = useTranslations("workflows.states");
  const { icon: Icon, ink } = states[state];
  return (
    <span className={cn("inline-flex shrink-0 items-center gap-1.5 text-xs", ink)}>
      <Icon
        className={cn("size-3.5", state === "running" && "motion-safe:animate-spin")}
        strokeWidth={2.25}
        aria-hidden
      />
      <span className={words ? "font-medium" : "sr-only"}>{t(state)}</span>
    </span>
  );
}
