"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { PriorityIcon } from "@/components/tasks/priority";
import { trpc } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Countdown, RelativeTime } from "@/components/ui/time";
import type { TaskView } from "@/server/domain/tasks/schema";
import { nowInput } from "./now-input";

const counted = ["breached", "dueSoon", "mine", "unassigned", "waiting"] as const;

/** How much of each kind there is, each a way to it. */
export function NowCounts() {
  const t = useTranslations("home");
  const counts = trpc.task.counts.useQuery({});
  return (
    <ul aria-label={t("counts.label")} className="grid grid-cols-2 gap-2 sm:grid-cols-5">
      {counted.map((view) => {
        const count = counts.data?.[view];
        return (
          <li key={view}>
            <Link
              href={`/inbox?view=${view}`}
              className="flex h-full flex-col rounded-lg border p-3 hover:bg-hover"
            >
              <span
                className={cn(
                  "tabular font-semibold text-2xl",
                  view === "breached" && count ? "text-danger-ink" : "",
                  view === "dueSoon" && count ? "text-warn-ink" : "",
                )}
              >
                {count ?? "–"}
              </span>
              <span className="text-ink-muted text-sm">{t(`counts.${view}`)}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** The tasks of a view that are due first. */
export function TaskSection({ view }: { view: "mine" | "unassigned" }) {
  const t = useTranslations("home");
  const query = trpc.task.list.useQuery(nowInput(view));
  const tasks = query.data?.data;
  return (
    <section aria-labelledby={`now-${view}`} className="flex min-w-0 flex-col gap-2">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id={`now-${view}`} className="font-medium">
          {t(`now.${view}.title`)}
        </h2>
        <Link href={`/inbox?view=${view}`} className="text-accent-ink text-sm hover:underline">
          {t("now.all")}
        </Link>
      </div>
      <div className="overflow-hidden rounded-lg border">
        {tasks ? (
          tasks.length === 0 ? (
            <p className="px-4 py-6 text-center text-ink-muted text-sm">{t(`now.${view}.empty`)}</p>
          ) : (
            <ul className="divide-y">
              {tasks.map((task) => (
                <TaskLine key={task.id} task={task} />
              ))}
            </ul>
          )
        ) : query.isError ? (
          <QueryError error={query.error} what={t("now.what")} onRetry={() => query.refetch()} />
        ) : (
          <SkeletonRows rows={4} label={t("now.loading")} />
        )}
      </div>
    </section>
  );
}

function TaskLine({ task }: { task: TaskView }) {
  const { nextDueAt, breachedAt } = task.sla;
  const dueAt = nextDueAt ?? breachedAt;
  return (
    <li>
      <Link
        href={`/tasks/${task.id}`}
        className="focus-inset flex min-h-11 items-center gap-3 px-3 py-1.5 text-sm hover:bg-hover"
      >
        <PriorityIcon priority={task.priority} />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate">
            {task.title}
          </span>
          {task.assignedTo.team && (
            <span className="block truncate text-ink-subtle text-xs">{task.assignedTo.team.name}</span>
          )}
        </span>
        <span className="tabular shrink-0 text-xs">
          {dueAt ? (
            <Countdown dueAt={dueAt} since={task.createdAt} />
          ) : (
            <RelativeTime at={task.createdAt} className="text-ink-subtle" />
          )}
        </span>
      </Link>
    </li>
  );
}
