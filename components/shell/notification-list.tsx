"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/time";
import type { NotificationView } from "@/server/domain/notifications/schema";
import { latestNotifications } from "./notifications";

/** The latest notices; one that is opened is read. */
export function NotificationList({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations("shell.notifications");
  const query = trpc.notification.list.useQuery(latestNotifications);
  const utils = trpc.useUtils();
  const read = trpc.notification.read.useMutation({ onSettled: () => utils.notification.invalidate() });
  return (
    <>
      <header className="flex min-h-11 items-center justify-between border-b px-4">
        <h2 className="font-medium text-sm">{t("title")}</h2>
        {query.data && query.data.unread > 0 && (
          <Button size="sm" variant="ghost" loading={read.isPending} onClick={() => read.mutate({})}>
            {t("markAll")}
          </Button>
        )}
      </header>
      {query.data ? (
        query.data.data.length === 0 ? (
          <EmptyState kind="empty" title={t("emptyTitle")}>
            {t("emptyText")}
          </EmptyState>
        ) : (
          <ul aria-label={t("title")} className="divide-y">
            {query.data.data.map((entry) => (
              <Entry
                key={entry.id}
                entry={entry}
                onOpen={() => {
                  onLeave();
                  if (!entry.readAt) read.mutate({ ids: [entry.id] });
                }}
              />
            ))}
          </ul>
        )
      ) : query.isError ? (
        <QueryError error={query.error} what={t("what")} onRetry={() => query.refetch()} />
      ) : (
        <SkeletonRows rows={3} label={t("loading")} />
      )}
    </>
  );
}

function Entry({ entry, onOpen }: { entry: NotificationView; onOpen: () => void }) {
  const t = useTranslations("shell.notifications");
  return (
    <li>
      <Link
        href={entry.path}
        onClick={onOpen}
        className="focus-inset flex items-start gap-2.5 px-4 py-2.5 text-sm hover:bg-hover"
      >
        <span className={cn("mt-1.5 size-2 shrink-0 rounded-full", !entry.readAt && "bg-accent")}>
          {!entry.readAt && <span className="sr-only">{t("unread")}</span>}
        </span>
        <span className="min-w-0 flex-1">
          <span className={cn("block", !entry.readAt && "font-medium")}>{entry.title}</span>
          <span dir="auto" className="block truncate text-ink-muted">
            {entry.body}
          </span>
        </span>
        <RelativeTime at={entry.createdAt} className="text-ink-subtle text-xs" />
      </Link>
    </li>
  );
}
