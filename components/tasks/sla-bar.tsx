"use client";

import { Check, CirclePause, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEventWords } from "@/components/sla/event-words";
import { useNow } from "@/components/ui/clock";
import { cn } from "@/components/ui/cn";
import { Countdown, ExactTime } from "@/components/ui/time";
import { useTimeWords } from "@/components/ui/time-words";
import type { TaskDeadline, TaskDetail } from "@/server/domain/tasks/schema";
import { type ClockState, clockState, comingUp, pauseOf } from "./sla-state";

/** Things to come that are named one by one. */
const SHOWN_NEXT = 3;

/**
 * Every clock of a task: how much of its time is gone, whether it stands and why, and what would happen next and when if
 * nobody did anything.
 */
export function SlaBar({ task }: { task: TaskDetail }) {
  const t = useTranslations("sla.bar");
  const clocks = task.deadlines.filter(({ act }) => act === "missed" || act === "expire");
  const next = comingUp(task.deadlines).slice(0, SHOWN_NEXT);
  if (clocks.length === 0) return null;
  return (
    <section aria-label={t("title")} className="flex flex-col gap-3 rounded-lg border px-3.5 py-3">
      <ul className="flex flex-col gap-2">
        {clocks.map((deadline) => (
          <ClockLine key={`${deadline.clock} ${deadline.startedAt}`} task={task} deadline={deadline} />
        ))}
      </ul>
      {next.length > 0 && (
        <ul aria-label={t("next")} className="flex flex-col gap-1 border-t pt-2.5 text-ink-muted text-xs">
          {next.map((deadline, index) => (
            <NextLine
              key={`${deadline.clock} ${deadline.act} ${deadline.dueAt}`}
              deadline={deadline}
              first={index === 0}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function ClockLine({ task, deadline }: { task: TaskDetail; deadline: TaskDeadline }) {
  const clocks = useTranslations("sla.clocks");
  const state = clockState(deadline, task);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-xs sm:grid-cols-[7.5rem_minmax(0,1fr)_10.5rem]">
      <span className="font-medium">{clocks(deadline.clock)}</span>
      <Progress deadline={deadline} state={state} />
      <span className="justify-self-end sm:min-w-24 sm:text-right">
        <StateWords deadline={deadline} state={state} task={task} />
      </span>
    </li>
  );
}

const fills: Record<ClockState, string> = {
  running: "bg-accent",
  paused: "bg-control",
  met: "bg-control",
  missed: "bg-danger",
  late: "bg-danger",
};

function Progress({ deadline, state }: { deadline: TaskDeadline; state: ClockState }) {
  const start = Date.parse(deadline.startedAt);
  const span = Math.max(Date.parse(deadline.dueAt) - start, 1);
  const stands = deadline.metAt ?? deadline.stoppedAt;
  // A hundred steps: the bar renders again when it moves by one, not every second.
  const gone = useNow((now) => {
    const at = stands ? Date.parse(stands) : now;
    return Math.min(100, Math.max(0, Math.round(((at - start) / span) * 100)));
  });
  const urgent = state === "running" && gone >= 80;
  return (
    <span
      aria-hidden
      className="col-span-2 row-start-2 h-1.5 overflow-hidden rounded-full bg-pressed sm:col-span-1 sm:row-start-auto"
    >
      <span
        className={cn("block h-full rounded-full", urgent ? "bg-person" : fills[state])}
        style={{ width: `${state === "missed" || state === "late" ? 100 : gone}%` }}
      />
    </span>
  );
}

function StateWords({
  deadline,
  state,
  task,
}: {
  deadline: TaskDeadline;
  state: ClockState;
  task: TaskDetail;
}) {
  const t = useTranslations("sla.bar");
  const { lapse } = useTimeWords();
  const since = useNow((now) => Math.floor((now - Date.parse(deadline.dueAt)) / 60_000));
  switch (state) {
    case "running":
      return (
        <span className="whitespace-nowrap text-ink-muted">
          <Countdown dueAt={deadline.dueAt} since={deadline.startedAt} /> {t(`for.${deadline.clock}`)}
        </span>
      );
    case "met":
      return (
        <span className="inline-flex items-center gap-1 text-ok-ink">
          <Check className="size-3.5" aria-hidden /> {t("met")}
        </span>
      );
    case "paused":
      return (
        <span className="inline-flex items-center gap-1 text-ink-muted">
          <CirclePause className="size-3.5" aria-hidden />
          {t(pauseOf(task))}
        </span>
      );
    case "late": {
      const late = Date.parse(deadline.metAt ?? deadline.dueAt) - Date.parse(deadline.dueAt);
      return <span className="text-danger-ink">{t("late", { lapse: lapse(late) })}</span>;
    }
    case "missed":
      return (
        <span className="inline-flex items-center gap-1 font-medium text-danger-ink">
          <TriangleAlert className="size-3.5" aria-hidden /> {t("missed", { lapse: lapse(since * 60_000) })}
        </span>
      );
  }
}

function NextLine({ deadline, first }: { deadline: TaskDeadline; first: boolean }) {
  const t = useTranslations("sla.bar");
  const words = useEventWords();
  return (
    <li className="flex flex-wrap items-baseline gap-x-1.5">
      <span className={cn(first && "font-medium text-ink")}>{words.wouldHappen(deadline)}</span>
      <span className="text-ink-subtle">
        {t.rich("when", {
          left: () => <Countdown dueAt={deadline.dueAt} since={deadline.startedAt} />,
          at: () => <ExactTime at={deadline.dueAt} />,
        })}
      </span>
    </li>
  );
}
