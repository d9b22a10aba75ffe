import type { RunHistoryEntry } from "@/server/domain/runs/schema";

const words: Record<string, string> = {
  "run.started": "Run started",
  "run.cancelled": "Run cancelled",
  "step.succeeded": "Step succeeded",
  "step.failed": "Step failed",
  "task.completed": "Task completed",
  "task.expired": "Task expired",
  "task.cancelled": "Task cancelled",
  "signal.received": "Signal received",
  "timer.fired": "Timer fired",
};

/** An event in words, and the step or signal it was about. */
export function eventWords({ type, event }: RunHistoryEntry): { what: string; where: string | null } {
  const where = typeof event.key === "string" ? event.key.split("#")[0] : event.name;
  return { what: words[type] ?? type, where: typeof where === "string" ? where : null };
}
