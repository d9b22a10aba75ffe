"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { latestNotifications } from "@/components/shell/notifications";
import { trpc } from "@/components/trpc";
import { RelativeTime } from "@/components/ui/time";

/** Unread words to me: who mentioned me, and customers that wrote again. Nothing where there are none. */
export function Mentions() {
  const t = useTranslations("home");
  const query = trpc.notification.list.useQuery(latestNotifications);
  const personal = (query.data?.data ?? []).filter(
    ({ kind, readAt }) => !readAt && (kind === "task.mentioned" || kind === "task.customerWrote"),
  );
  if (personal.length === 0) return null;
  return (
    <section aria-labelledby="mentions" className="flex flex-col gap-2">
      <h2 id="mentions" className="font-medium">
        {t("mentions")}
      </h2>
      <ul className="divide-y overflow-hidden rounded-lg border">
        {personal.map(({ id, path, title, body, createdAt }) => (
          <li key={id}>
            <Link
              href={path}
              className="focus-inset flex items-baseline gap-3 px-4 py-2.5 text-sm hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{title}</span>
                <span className="block truncate text-ink-muted">{body}</span>
              </span>
              <RelativeTime at={createdAt} className="text-ink-subtle text-xs" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
