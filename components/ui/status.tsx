import { useTranslations } from "next-intl";
import type { RunStatus } from "@/server/domain/runs/schema";
import type { TaskStatus } from "@/server/domain/tasks/schema";
import { Badge, type Tone } from "./badge";

const taskTones: Record<TaskStatus, Tone> = {
  created: "neutral",
  assigned: "neutral",
  claimed: "accent",
  completed: "ok",
  expired: "danger",
  cancelled: "neutral",
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

const runTones: Record<RunStatus, Tone> = {
  scheduled: "neutral",
  queued: "neutral",
  running: "accent",
  waiting: "warn",
  stuck: "danger",
  completed: "ok",
  failed: "danger",
  cancelled: "neutral",
};

/** The state of a task in one word. Nobody claims what several people sign off: it is to be decided. */
export function TaskStatusPill({ status, decided = false }: { status: TaskStatus; decided?: boolean }) {
  const t = useTranslations("common.status");
  const toDecide = decided && (status === "created" || status === "assigned");
  return <Badge tone={taskTones[status]}>{toDecide ? t("toDecide") : t(`task.${status}`)}</Badge>;
}

/** The state of a run in one word. */
export function RunStatusPill({ status }: { status: RunStatus }) {
  return <Badge tone={runTones[status]}>{useRunStatusLabel()(status)}</Badge>;
}

/** The word for a task's state, for filters. */
export function useTaskStatusLabel(): (status: TaskStatus) => string {
  const t = useTranslations("common.status.task");
  return (status) => t(status);
}

/** The word for a run's state, for filters. */
export function useRunStatusLabel(): (status: RunStatus) => string {
  const t = useTranslations("common.status.run");
  return (status) => t(status);
}
