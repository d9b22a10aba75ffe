import type { RunStatus } from "@/server/domain/runs/schema";
import type { TaskStatus } from "@/server/domain/tasks/schema";
import { Badge, type Tone } from "./badge";

type Word = { label: string; tone: Tone };

const taskWords: Record<TaskStatus, Word> = {
  created: { label: "New", tone: "neutral" },
  assigned: { label: "Waiting", tone: "neutral" },
  claimed: { label: "In work", tone: "accent" },
  completed: { label: "Done", tone: "ok" },
  expired: { label: "Expired", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};

/** Every state of a run, for filters. */
export const runStatuses: RunStatus[] = [
  "scheduled",
  "queued",
  "running",
  "waiting",
  "stuck",
  "completed",
  "failed",
  "cancelled",
];

const runWords: Record<RunStatus, Word> = {
  scheduled: { label: "Scheduled", tone: "neutral" },
  queued: { label: "Queued", tone: "neutral" },
  running: { label: "Running", tone: "accent" },
  waiting: { label: "Waiting", tone: "warn" },
  stuck: { label: "Stuck", tone: "danger" },
  completed: { label: "Completed", tone: "ok" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};

/** The state of a task in one word. */
export function TaskStatusPill({ status }: { status: TaskStatus }) {
  return <Badge tone={taskWords[status].tone}>{taskWords[status].label}</Badge>;
}

/** The state of a run in one word. */
export function RunStatusPill({ status }: { status: RunStatus }) {
  return <Badge tone={runWords[status].tone}>{runWords[status].label}</Badge>;
}

/** The word for a task's state, for filters. */
export function taskStatusLabel(status: TaskStatus): string {
  return taskWords[status].label;
}

/** The word for a run's state, for filters. */
export function runStatusLabel(status: RunStatus): string {
  return runWords[status].label;
}
