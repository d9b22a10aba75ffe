"use client";

import { AlarmClock, Hourglass } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { useHold } from "./use-hold";

/** Why a task's clocks stand still, and how they run on. */
export function HoldLine({ task }: { task: TaskDetail }) {
  const t = useTranslations("tasks.hold");
  const format = useFormatter();
  const hold = useHold(task.id);
  const when = (at: string) =>
    format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
  return (
    <>
      {task.snoozedUntil && (
        <Line icon={<AlarmClock aria-hidden />} text={t("snoozed", { when: when(task.snoozedUntil) })}>
          <Button size="sm" disabledReason={task.whyNot.snooze} loading={hold.pending} onClick={hold.wake}>
            {t("wake")}
          </Button>
        </Line>
      )}
      {task.waitingSince && !task.mergedInto && (
        <Line icon={<Hourglass aria-hidden />} text={t("waiting", { when: when(task.waitingSince) })}>
          <Button
            size="sm"
            disabledReason={task.whyNot.wait}
            loading={hold.pending}
            onClick={hold.stopWaiting}
          >
            {t("stopWaiting")}
          </Button>
        </Line>
      )}
    </>
  );
}

function Line({ icon, text, children }: { icon: ReactNode; text: string; children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-hover px-3 py-2 text-ink-muted text-sm [&>svg]:size-4 [&>svg]:shrink-0"
    >
      {icon}
      <span className="min-w-48 flex-1">{text}</span>
      {children}
    </div>
  );
}
