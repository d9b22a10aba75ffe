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
import { cn } from "@/components/ui/cn";
import type { StepState } from "./progress";

const states: Record<StepState, { label: string; icon: LucideIcon; ink: string }> = {
  untouched: { label: "Not reached", icon: CircleDashed, ink: "text-ink-subtle" },
  queued: { label: "In the queue", icon: Circle, ink: "text-accent-ink" },
  running: { label: "Running", icon: LoaderCircle, ink: "text-accent-ink" },
  waiting: { label: "Waiting", icon: Hourglass, ink: "text-warn-ink" },
  retrying: { label: "Trying again", icon: RotateCw, ink: "text-warn-ink" },
  stuck: { label: "Stuck", icon: OctagonAlert, ink: "text-danger-ink" },
  done: { label: "Done", icon: Check, ink: "text-ok-ink" },
  skipped: { label: "Skipped", icon: SkipForward, ink: "text-ink-muted" },
  failed: { label: "Failed", icon: X, ink: "text-danger-ink" },
  closed: { label: "Stopped", icon: CircleSlash, ink: "text-ink-subtle" },
};

/** The word for how a step stands. */
export function stepStateLabel(state: StepState): string {
  return states[state].label;
}

/** How a step stands, as an icon; its word is read out, or shown beside it. */
export function StepStateIcon({ state, words }: { state: StepState; words?: boolean }) {
  const { icon: Icon, label, ink } = states[state];
  return (
    <span className={cn("inline-flex shrink-0 items-center gap-1.5 text-xs", ink)}>
      <Icon
        className={cn("size-3.5", state === "running" && "motion-safe:animate-spin")}
        strokeWidth={2.25}
        aria-hidden
      />
      <span className={words ? "font-medium" : "sr-only"}>{label}</span>
    </span>
  );
}
