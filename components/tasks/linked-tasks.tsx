"use client";

import { GitMerge, Link2, Split, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { problemOf } from "@/components/ui/problem";
import { TaskStatusPill } from "@/components/ui/status";
import { toast } from "@/components/ui/toast";
import type { TaskLink } from "@/server/domain/related/schema";
import type { TaskDetail } from "@/server/domain/tasks/schema";

const icons = { related: Link2, split: Split, duplicate: GitMerge };

/** The tasks that this one has to do with, and how. */
export function LinkedTasks({ task, onOpen }: { task: TaskDetail; onOpen: (taskId: string) => void }) {
  const t = useTranslations("tasks.links");
  const utils = trpc.useUtils();
  const { data } = trpc.task.related.useQuery({ taskId: task.id });
  const shared = {
    onError: (error: unknown) => void toast.error(problemOf(error).message),
    onSettled: () => utils.task.invalidate(),
  };
  const unlink = trpc.task.unlink.useMutation(shared);
  const unmerge = trpc.task.unmerge.useMutation(shared);
  const links = data?.links ?? [];
  if (links.length === 0) return null;
  const remove = ({ task: other, kind }: TaskLink) =>
    kind === "duplicate"
      ? unmerge.mutate({ taskId: task.mergedInto === other.id ? task.id : other.id })
      : unlink.mutate({ taskId: task.id, otherId: other.id });
  return (
    <section aria-label={t("title")} className="rounded-lg border">
      <ul className="divide-y">
        {links.map((link) => {
          const Icon = icons[link.kind];
          return (
            <li key={link.task.id} className="flex min-h-10 items-center gap-2 py-1 pr-1 pl-3 text-sm">
              <Icon className="size-4 shrink-0 text-ink-subtle" aria-hidden />
              <span className="shrink-0 text-ink-subtle text-xs">{t(`${link.kind}.${link.direction}`)}</span>
              <button
                type="button"
                onClick={() => onOpen(link.task.id)}
                className="min-h-7 min-w-0 flex-1 truncate text-left hover:underline"
              >
                {link.task.title}
              </button>
              <TaskStatusPill status={link.task.status} />
              {link.kind !== "split" && task.may.comment && (
                <Button
                  size="icon"
                  variant="ghost"
                  aria-label={t("remove", { title: link.task.title })}
                  onClick={() => remove(link)}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
