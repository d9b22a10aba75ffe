"use client";

import { useNow } from "@/components/ui/clock";
import { cn } from "@/components/ui/cn";
import { Countdown } from "@/components/ui/time";
import type { TaskDeadline, TaskDetail } from "@/server/domain/tasks/schema";

/** What happens next and when, how much of the time is gone, and what comes after that. */
export function SlaBar({ task }: { task: TaskDetail }) {
  const running = onePerMoment(task.deadlines.filter(({ firedAt, stoppedAt }) => !firedAt && !stoppedAt));
  const missed = onePerMoment(task.deadlines.filter(({ firedAt }) => firedAt));
  const [next, ...later] = running;
  if (!next && missed.length === 0) return null;
  const since = missed.at(-1)?.dueAt ?? task.createdAt;
  return (
    <section aria-label="Deadlines" className="flex flex-col gap-2">
      {next && <Next deadline={next} since={since} />}
      {(later.length > 0 || missed.length > 0) && (
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-ink-subtle text-xs">
          {missed.map((deadline) => (
            <li key={`${deadline.clock} ${deadline.dueAt}`} className="text-danger-ink">
              {clockLabels[deadline.clock]} deadline missed
            </li>
          ))}
          {later.map((deadline) => (
            <li key={`${deadline.clock} ${deadline.dueAt}`} className="flex gap-1.5">
              <Countdown dueAt={deadline.dueAt} since={task.createdAt} className="text-ink-muted" />
              {inWords(deadline)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A clock that runs out and the escalation that follows from it are one moment; the escalation says more. */
function onePerMoment(deadlines: TaskDeadline[]): TaskDeadline[] {
  const moments = new Map<string, TaskDeadline>();
  for (const deadline of deadlines) {
    const key = `${deadline.dueAt} ${deadline.clock}`;
    const known = moments.get(key);
    if (!known || deadline.consequence.startsWith("Escalates")) moments.set(key, deadline);
  }
  return [...moments.values()].sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}

const clockLabels: Record<TaskDeadline["clock"], string> = {
  claimWithin: "Claim",
  firstResponseWithin: "First response",
  nextResponseWithin: "Next response",
  completeWithin: "Answer",
  expireAfter: "Expiry",
};

const needs: Record<TaskDeadline["clock"], string> = {
  claimWithin: "to claim",
  firstResponseWithin: "to respond",
  nextResponseWithin: "to respond",
  completeWithin: "to answer",
  expireAfter: "until it expires",
};

/** What the time is for, and what follows when it runs out, unless that is plain. */
function inWords({ clock, consequence }: TaskDeadline): string {
  if (!consequence.startsWith("Escalates")) return needs[clock];
  return `${needs[clock]}, then it escalates${consequence.slice("Escalates".length)}`;
}

function Next({ deadline, since }: { deadline: TaskDeadline; since: string }) {
  const start = Date.parse(since);
  const span = Math.max(Date.parse(deadline.dueAt) - start, 1);
  // A hundred steps: the bar renders again when it moves by one, not every second.
  const gone = useNow((now) => Math.min(100, Math.max(0, Math.round(((now - start) / span) * 100))));
  const tone = gone >= 100 ? "bg-danger-ink" : gone > 80 ? "bg-warn-ink" : "bg-accent";
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-1.5 text-sm">
        <Countdown dueAt={deadline.dueAt} since={since} className="font-semibold text-base" />
        <span className="text-ink-muted">{inWords(deadline)}</span>
      </p>
      <div
        role="progressbar"
        aria-label="Time used"
        aria-valuenow={gone}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1 overflow-hidden rounded-full bg-pressed"
      >
        <div className={cn("h-full rounded-full", tone)} style={{ width: `${gone}%` }} />
      </div>
    </>
  );
}
