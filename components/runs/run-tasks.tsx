"use client";

import Link from "next/link";
import { trpc } from "@/components/trpc";
import { TaskStatusPill } from "@/components/ui/status";
import { RelativeTime } from "@/components/ui/time";

/** The tasks that this run opened. */
export function RunTasks({ runId }: { runId: string }) {
  const query = trpc.task.list.useQuery({ runId });
  const tasks = query.data?.data ?? [];
  if (tasks.length === 0) return null;
  return (
    <section aria-label="Tasks" className="flex flex-col gap-2">
      <h2 className="font-medium text-sm">Tasks</h2>
      <ul className="divide-y rounded-lg border">
        {tasks.map((task) => (
          <li key={task.id}>
            <Link
              href={`/tasks/${task.id}`}
              className="focus-inset flex items-center gap-3 px-4 py-2.5 text-sm hover:bg-hover"
            >
              <span className="min-w-0 flex-1 truncate font-medium">{task.title}</span>
              <TaskStatusPill status={task.status} />
              <RelativeTime at={task.createdAt} className="w-8 text-right text-ink-subtle text-xs" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
