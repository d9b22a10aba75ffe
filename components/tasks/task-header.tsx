"use client";

import { ArrowLeft, UserRoundPlus } from "lucide-react";
import { toast } from "sonner";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { problemOf } from "@/components/ui/problem";
import { TaskStatusPill } from "@/components/ui/status";
import { RelativeTime } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { BackToInbox } from "./back-to-inbox";
import { isOpen } from "./is-open";
import { PriorityIcon } from "./priority";
import type { useClaim } from "./use-claim";

/** The task's name and state, and what one can do about whose it is. */
export function TaskHeader({
  task,
  claim,
  onReassign,
}: {
  task: TaskDetail;
  claim: ReturnType<typeof useClaim>;
  onReassign: () => void;
}) {
  const utils = trpc.useUtils();
  const release = trpc.task.release.useMutation({
    onError: (error) => toast.error(problemOf(error).message),
    onSettled: () => utils.task.invalidate(),
  });
  const open = isOpen(task);
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2.5">
      <div className="flex min-w-0 basis-full items-center gap-2.5 sm:flex-1 sm:basis-auto">
        <Tooltip label="Back to the inbox" keys="U">
          <BackToInbox
            aria-label="Back to the inbox"
            className="-ml-1.5 flex size-8 shrink-0 items-center justify-center rounded-md text-ink-muted hover:bg-hover"
          >
            <ArrowLeft className="size-4" aria-hidden />
          </BackToInbox>
        </Tooltip>
        <PriorityIcon priority={task.priority} />
        <h1 className="truncate font-semibold text-lg">{task.title}</h1>
        <TaskStatusPill status={task.status} />
      </div>
      <Holder task={task} />
      {open && (
        <div className="ml-auto flex items-center gap-2">
          <Button size="sm" disabledReason={task.whyNot.reassign} onClick={onReassign}>
            <UserRoundPlus aria-hidden /> Reassign
          </Button>
          {task.may.release ? (
            <Button size="sm" loading={release.isPending} onClick={() => release.mutate({ taskId: task.id })}>
              Release
            </Button>
          ) : (
            <Tooltip label="Claim this task" keys="C">
              <Button
                size="sm"
                variant={task.may.claim ? "primary" : "secondary"}
                disabledReason={task.whyNot.claim}
                loading={claim.pending}
                onClick={() => claim.run(task)}
              >
                Claim
              </Button>
            </Tooltip>
          )}
        </div>
      )}
    </header>
  );
}

function Holder({ task }: { task: TaskDetail }) {
  const { team, user } = task.assignedTo;
  const holder = task.claimedBy ?? (user ? { ...user, type: "user" } : null);
  return (
    <div className="flex items-center gap-2 text-ink-muted text-xs">
      {team && <span>{team.name}</span>}
      {holder && (
        <span className="flex items-center gap-1.5">
          <Avatar name={holder.name} type={holder.type} size="sm" />
          {holder.name}
        </span>
      )}
      {!team && !holder && <span>Unassigned</span>}
      <span className="max-sm:hidden">
        <span aria-hidden>· </span>opened <RelativeTime at={task.createdAt} ago />
      </span>
    </div>
  );
}
