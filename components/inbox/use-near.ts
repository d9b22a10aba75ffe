import { useCallback, useEffect, useRef } from "react";
import { trpc } from "@/components/trpc";
import type { InboxRow } from "@/server/domain/inbox/schema";
import { taskPane } from "./task-side";

/** So long (ms) a row is pointed at before it is worth fetching, when others were a moment ago: a pointer crosses many. */
const pause = 60;

/** Fetches tasks before they are opened: one that is pointed at or has the focus, and the neighbours of the open one. */
export function useNear(rows: InboxRow[], shownId: string | null): (id: string) => void {
  const utils = trpc.useUtils();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef(0);
  const fetch = useCallback(
    (id: string) => void utils.task.get.prefetch({ taskId: id }, { staleTime: 15_000 }),
    [utils],
  );
  useEffect(() => {
    const at = rows.findIndex(({ id }) => id === shownId);
    if (at < 0) return;
    for (const row of [rows[at + 1], rows[at - 1]]) if (row) fetch(row.id);
  }, [rows, shownId, fetch]);
  // What shows a task is fetched as soon as there is nothing better to do: opening the first one waits for nothing.
  useEffect(() => {
    const idle = setTimeout(taskPane.load, 500);
    return () => clearTimeout(idle);
  }, []);
  return useCallback(
    (id: string) => {
      const now = performance.now();
      const isPassing = now - last.current < pause;
      last.current = now;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => fetch(id), isPassing ? pause : 0);
    },
    [fetch],
  );
}
