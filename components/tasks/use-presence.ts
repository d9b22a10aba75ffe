"use client";

import { trpc } from "@/components/trpc";
import type { TaskPresence } from "@/server/domain/tasks/schema";

const nobody: TaskPresence[] = [];

/** Who else looks at a task now, and who types. Lists may call it for every row: all of them share one query. */
export function usePresence(taskId: string): TaskPresence[] {
  const { data } = trpc.task.presence.useQuery(
    {},
    {
      staleTime: Number.POSITIVE_INFINITY,
      select: ({ data }) => data.filter((one) => one.taskId === taskId),
    },
  );
  return data ?? nobody;
}
