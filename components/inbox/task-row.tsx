"use client";

import { ChevronsUp } from "lucide-react";
import Link from "next/link";
import { memo, useState } from "react";
import { rememberInbox } from "@/components/tasks/back-to-inbox";
import { isOpen } from "@/components/tasks/is-open";
import { PriorityIcon } from "@/components/tasks/priority";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { TaskStatusPill } from "@/components/ui/status";
import { Countdown, RelativeTime } from "@/components/ui/time";
import type { TaskView } from "@/server/domain/tasks/schema";

/** One task in one line (two on a phone): time left, how urgent, what, whose, since when. */
export const TaskRow = memo(function TaskRow({
  task,
  gone,
  meId,
  from,
}: {
  task: TaskView;
  /** The task no longer belongs in this list, which is being kept still. */
  gone: boolean;
  meId: string | undefined;
  from: string;
}) {
  // A row that is pointed at or focused is likely the next page: it is fetched whole, the others not at all.
  const [near, setNear] = useState(false);
  return (
    <li
      className={cn(
        "group relative border-b hover:bg-hover has-[a:focus-visible]:bg-hover",
        gone && "opacity-50",
      )}
    >
      <Link
        href={`/tasks/${task.id}`}
        data-task={task.id}
        prefetch={near}
        onPointerEnter={() => setNear(true)}
        onFocus={() => setNear(true)}
        onClick={() => rememberInbox(from)}
        className="focus-inset grid min-h-10 grid-cols-[3.75rem_1rem_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2 text-sm sm:py-0"
      >
        <span className="text-right max-sm:self-start">
          <TimeLeft task={task} />
        </span>
        <PriorityIcon priority={task.priority} className="max-sm:mt-0.5 max-sm:self-start" />
        <span className="flex min-w-0 flex-col sm:flex-row sm:items-baseline sm:gap-2.5">
          <span className="truncate font-medium sm:max-w-[65%] sm:shrink-0">{task.title}</span>
          <span className="truncate text-ink-subtle max-sm:text-xs">{snippet(task)}</span>
        </span>
        <span className="flex items-center gap-2.5 text-ink-subtle text-xs max-sm:self-start">
          {task.escalationLevel > 0 && (
            <Badge tone="warn" title={`Escalated ${task.escalationLevel} times`}>
              <ChevronsUp aria-hidden />
              <span className="sr-only">Escalation level </span>
              {task.escalationLevel}
            </Badge>
          )}
          <span className="hidden w-44 items-center justify-end gap-2 sm:flex">
            <Holder task={task} meId={meId} />
          </span>
          <RelativeTime at={task.createdAt} className="w-8 text-right" />
        </span>
      </Link>
    </li>
  );
});

function TimeLeft({ task }: { task: TaskView }) {
  if (task.sla.nextDueAt) return <Countdown dueAt={task.sla.nextDueAt} since={task.createdAt} />;
  if (!isOpen(task)) return <TaskStatusPill status={task.status} />;
  if (task.sla.breachedAt) return <Countdown dueAt={task.sla.breachedAt} since={task.createdAt} />;
  return (
    <span className="text-ink-subtle" title="No deadline">
      –
    </span>
  );
}

function Holder({ task, meId }: { task: TaskView; meId: string | undefined }) {
  const { team, user } = task.assignedTo;
  const holder = task.completedBy ?? task.claimedBy ?? (user ? { ...user, type: "user" as const } : null);
  return (
    <>
      {team && <span className="truncate">{team.name}</span>}
      {holder && (
        <span className="flex min-w-0 items-center gap-1.5 text-ink-muted" title={holder.name}>
          <Avatar name={holder.name} type={holder.type} size="sm" />
          <span className="max-w-20 truncate">{holder.id === meId ? "You" : holder.name.split(" ")[0]}</span>
        </span>
      )}
      {!team && !holder && <span>Unassigned</span>}
    </>
  );
}

/** The first thing said in the task's context: usually the customer's question. */
function snippet(task: TaskView): string {
  const first = Object.values(task.context).find((value) => typeof value === "string" && value.trim() !== "");
  return typeof first === "string" && first !== task.title ? first : (task.description ?? "");
}
