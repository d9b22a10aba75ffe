import type { TaskDeadline, TaskDetail } from "@/server/domain/tasks/schema";

/** `missed`: past and still open. `late`: past, and done since. */
export type ClockState = "running" | "paused" | "met" | "missed" | "late";

/** How a clock of a task is doing. */
export function clockState(
  { clock, firedAt, stoppedAt, metAt }: TaskDeadline,
  { claimedBy }: Pick<TaskDetail, "claimedBy">,
): ClockState {
  if (firedAt) return metAt ? "late" : "missed";
  if (metAt || (stoppedAt && clock === "claimWithin" && claimedBy)) return "met";
  return stoppedAt ? "paused" : "running";
}

/** Why a task's clocks stand still. A merged one waits as well, but for the other task's answer. */
export function pauseOf({
  mergedInto,
  snoozedUntil,
  waitingSince,
}: Pick<TaskDetail, "mergedInto" | "snoozedUntil" | "waitingSince">) {
  if (mergedInto) return "merged";
  if (snoozedUntil) return "snoozed";
  return waitingSince ? "waiting" : "paused";
}

/**
 * What is to come, in order, up to the expiry. A clock that runs out and the steps that follow from it at once are one
 * moment, which the steps say more about.
 */
export function comingUp(deadlines: TaskDeadline[]): TaskDeadline[] {
  const running = deadlines
    .filter(({ firedAt, stoppedAt, metAt }) => !firedAt && !stoppedAt && !metAt)
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  const expiry = running.findIndex(({ act }) => act === "expire");
  const ahead = expiry === -1 ? running : running.slice(0, expiry + 1);
  return ahead.filter(
    (one) =>
      one.act !== "missed" ||
      !ahead.some(
        (other) => other.act !== "missed" && other.clock === one.clock && other.dueAt === one.dueAt,
      ),
  );
}
