"use client";

import { useEffect, useRef } from "react";
import { trpc } from "@/components/trpc";

/** The notifications that are shown: one question for the bell and for the pages they lead to. */
export const latestNotifications = { limit: 20 };

/** Marks what leads to this page as read, as soon as somebody has the page before them. */
export function useReadNotifications(path: string) {
  const utils = trpc.useUtils();
  const { data, dataUpdatedAt } = trpc.notification.list.useQuery(latestNotifications);
  const { mutate } = trpc.notification.read.useMutation({
    onSettled: () => utils.notification.invalidate(),
  });
  const told = useRef(new Set<string>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after each fetch, so that a page that was hidden when a notification came marks it once it is looked at
  useEffect(() => {
    if (document.visibilityState !== "visible") return;
    const unread = data?.data.filter((entry) => entry.path === path && !entry.readAt) ?? [];
    const ids = unread.map(({ id }) => id).filter((id) => !told.current.has(id));
    if (ids.length === 0) return;
    for (const id of ids) told.current.add(id);
    mutate({ ids });
  }, [data, dataUpdatedAt, path, mutate]);
}
