"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { TaskStatusPill } from "@/components/ui/status";
import { RelativeTime } from "@/components/ui/time";
import { PanelSection } from "./json-section";

/** The tasks that this run opened. */
export function RunTasks({ runId }: { runId: string }) {
  const t = useTranslations("runs");
  const query = trpc.task.list.useQuery({ runId });
  const tasks = query.data?.data ?? [];
  if (tasks.length === 0) return null;
  return (
    <PanelSection title={t("tasks")}>
      <ul className="divide-y rounded-lg border">
        {tasks.map((task) => (
          <li key={task.id} className="relative flex items-center gap-2.5 px-3 py-2 text-sm hover:bg-hover">
            <TaskStatusPill status={task.status} decided={task.deciders !== null} />
            <Link
              href={`/tasks/${task.id}`}
              className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
            >
              {task.title}
            </Link>
            <RelativeTime at={task.createdAt} className="text-ink-subtle text-xs" />
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
