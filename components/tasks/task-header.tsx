"use client";

import {
  AlarmClock,
  ArrowLeft,
  Ellipsis,
  Forward,
  GitMerge,
  Hourglass,
  Link2,
  Split,
  UserRoundPlus,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { WhyMe } from "@/components/sla/why-me";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { problemOf } from "@/components/ui/problem";
import { TaskStatusPill } from "@/components/ui/status";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { BackToInbox } from "./back-to-inbox";
import { isOpen } from "./is-open";
import { PriorityIcon } from "./priority";
import type { useClaim } from "./use-claim";
import type { useHold } from "./use-hold";

interface HeaderProps {
  task: TaskDetail;
  claim: ReturnType<typeof useClaim>;
  hold: ReturnType<typeof useHold>;
  embedded: boolean;
  onReassign: () => void;
  onSnooze: () => void;
  onMore: (dialog: "transfer" | "split" | "merge" | "link") => void;
}

/** The task's name and state, and what one can do about whose it is and when. */
export function TaskHeader(props: HeaderProps) {
  const t = useTranslations("tasks.header");
  const { task, embedded } = props;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2.5">
      <div className="flex min-w-0 basis-full items-center gap-2.5 @2xl/task:flex-1 @2xl/task:basis-auto">
        {!embedded && (
          <Tooltip label={t("back")} keys="U">
            <BackToInbox
              aria-label={t("back")}
              className="-ml-1.5 flex size-8 shrink-0 items-center justify-center rounded-md text-ink-muted hover:bg-hover"
            >
              <ArrowLeft className="size-4" aria-hidden />
            </BackToInbox>
          </Tooltip>
        )}
        <PriorityIcon priority={task.priority} />
        <h1 dir="auto" className="wrap-anywhere line-clamp-5 font-semibold text-lg leading-snug">
          {task.title}
        </h1>
        <TaskStatusPill status={task.status} decided={task.deciders !== null} />
      </div>
      <Holder task={task} />
      {isOpen(task) && <Acts {...props} />}
    </header>
  );
}

function Acts({ task, claim, hold, onReassign, onSnooze, onMore }: HeaderProps) {
  const t = useTranslations("tasks.header");
  const utils = trpc.useUtils();
  const release = trpc.task.release.useMutation({
    onError: (error) => toast.error(problemOf(error).message),
    onSettled: () => utils.task.invalidate(),
  });
  return (
    <div className="ml-auto flex items-center gap-2">
      <Tooltip label={t("reassignHint")} keys="A">
        <Button size="sm" disabledReason={task.whyNot.reassign} onClick={onReassign}>
          <UserRoundPlus aria-hidden /> {t("reassign")}
        </Button>
      </Tooltip>
      {task.may.release ? (
        <Button size="sm" loading={release.isPending} onClick={() => release.mutate({ taskId: task.id })}>
          {t("release")}
        </Button>
      ) : task.deciders ? null : (
        <Tooltip label={t("claimHint")} keys="C">
          <Button
            size="sm"
            variant={task.may.claim ? "primary" : "secondary"}
            disabledReason={task.whyNot.claim}
            loading={claim.pending}
            onClick={() => claim.run(task)}
          >
            {t("claim")}
          </Button>
        </Tooltip>
      )}
      <Menu
        trigger={
          <Button size="icon" variant="ghost" aria-label={t("more")}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem disabledReason={task.whyNot.snooze} onSelect={onSnooze}>
          <AlarmClock aria-hidden /> {t("snooze")}
        </MenuItem>
        {task.waitingSince ? (
          <MenuItem disabledReason={task.whyNot.wait} onSelect={hold.stopWaiting}>
            <Hourglass aria-hidden /> {t("stopWaiting")}
          </MenuItem>
        ) : (
          <MenuItem disabledReason={task.whyNot.wait} onSelect={hold.wait}>
            <Hourglass aria-hidden /> {t("wait")}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem disabledReason={task.whyNot.reassign} onSelect={() => onMore("transfer")}>
          <Forward aria-hidden /> {t("transfer")}
        </MenuItem>
        <MenuItem disabledReason={task.whyNot.reassign} onSelect={() => onMore("split")}>
          <Split aria-hidden /> {t("split")}
        </MenuItem>
        <MenuItem
          disabled={task.deciders !== null}
          disabledReason={task.whyNot.reassign}
          onSelect={() => onMore("merge")}
        >
          <GitMerge aria-hidden /> {t("merge")}
        </MenuItem>
        <MenuItem disabledReason={task.whyNot.comment} onSelect={() => onMore("link")}>
          <Link2 aria-hidden /> {t("link")}
        </MenuItem>
      </Menu>
    </div>
  );
}

function Holder({ task }: { task: TaskDetail }) {
  const t = useTranslations("tasks.header");
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
      {!team && !holder && <span>{t("unassigned")}</span>}
      <WhyMe taskId={task.id} />
      <span className="@max-2xl/task:hidden">
        <span aria-hidden>· </span>
        {t.rich("opened", { at: () => <RelativeTime at={task.createdAt} ago /> })}
      </span>
    </div>
  );
}
