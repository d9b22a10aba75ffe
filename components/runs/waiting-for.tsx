"use client";

import { Hourglass, LoaderCircle, OctagonAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Countdown } from "@/components/ui/time";
import type { RunView } from "@/server/domain/runs/schema";
import type { TaskView } from "@/server/domain/tasks/schema";
import { Duration } from "./duration";

type Waiting = RunView["waitingFor"][number];

/**
 * What the run waits for and for whom, with the time when it goes on by itself. `past` is the moment that is looked at;
 * of the past nothing counts down.
 */
export function WaitingFor({
  runId,
  waiting,
  past,
}: {
  runId: string;
  waiting: Waiting[];
  past: string | null;
}) {
  const t = useTranslations("runs");
  const tasks = trpc.task.list.useQuery({ runId }, { enabled: waiting.some(({ taskId }) => taskId) });
  if (waiting.length === 0) return null;
  return (
    <ul aria-label={t("waitsFor")} className="flex flex-col gap-1.5">
      {waiting.map((wait) => (
        <WaitingLine
          key={`${wait.key} ${wait.since}`}
          wait={wait}
          task={tasks.data?.data.find(({ id }) => id === wait.taskId)}
          past={past}
        />
      ))}
    </ul>
  );
}

function WaitingLine({
  wait,
  task,
  past,
}: {
  wait: Waiting;
  task: TaskView | undefined;
  past: string | null;
}) {
  const t = useTranslations("runs");
  const works = wait.for === "execution";
  const isStuck = wait.for === "decision";
  const Icon = works ? LoaderCircle : isStuck ? OctagonAlert : Hourglass;
  const until = past === null ? (task?.sla.nextDueAt ?? wait.until) : null;
  return (
    <li
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg px-3 py-2 text-sm",
        works ? "bg-accent-soft" : isStuck ? "bg-danger-soft" : "bg-warn-soft",
      )}
    >
      <Icon
        className={cn(
          "size-4 shrink-0",
          works ? "text-accent-ink" : isStuck ? "text-danger-ink" : "text-warn-ink",
        )}
        aria-hidden
      />
      <span className="min-w-0 flex-1 basis-52">
        {wait.reason}
        {wait.childRunId && (
          <Link
            href={`/runs/${wait.childRunId}`}
            className="block w-fit text-accent-ink text-xs hover:underline"
          >
            {t("showThatRun")}
          </Link>
        )}
        {task && past === null && <Holder task={task} />}
      </span>
      <span className="tabular text-ink-muted text-xs">
        {t("waitFor")} <Duration exact={past !== null} from={wait.since} to={past} />
        {until && (
          <>
            {` · ${t("waitUntil")} `}
            <Countdown dueAt={until} since={wait.since} />
          </>
        )}
      </span>
    </li>
  );
}

/** The task that is waited for, and who has it. */
function Holder({ task }: { task: TaskView }) {
  const t = useTranslations("runs");
  const { team, user } = task.assignedTo;
  const person = task.claimedBy ?? (user ? { ...user, type: "user" as const } : null);
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-xs">
      <Link href={`/tasks/${task.id}`} className="text-accent-ink underline-offset-2 hover:underline">
        {task.title}
      </Link>
      <span className="flex items-center gap-1.5 text-ink-muted">
        {person && <Avatar name={person.name} type={person.type} size="sm" />}
        {[person?.name, team?.name].filter(Boolean).join(", ") || t("nobodyYet")}
        {task.claimedBy ? t("claimed") : ""}
      </span>
    </span>
  );
}
