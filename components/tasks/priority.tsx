import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { TaskPriority } from "@/server/domain/tasks/schema";

const levels: Record<TaskPriority, number> = { low: 1, normal: 2, high: 3, urgent: 3 };

/** How urgent: one to three bars; urgent is red as well, and always named for screen readers. */
export function PriorityIcon({ priority, className }: { priority: TaskPriority; className?: string }) {
  const t = useTranslations("tasks");
  const bars = levels[priority];
  const label = t(`priority.${priority}`);
  const urgent = priority === "urgent";
  return (
    <svg
      viewBox="0 0 16 16"
      role="img"
      aria-label={label}
      className={cn("size-4 shrink-0", urgent ? "text-danger-ink" : "text-ink-muted", className)}
    >
      <title>{label}</title>
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={2 + bar * 4.5}
          y={10 - bar * 3.5}
          width="3"
          height={4 + bar * 3.5}
          rx="1"
          fill="currentColor"
          opacity={bar < bars ? 1 : 0.25}
        />
      ))}
    </svg>
  );
}
