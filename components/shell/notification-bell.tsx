"use client";

import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/on-demand";
import { Popover } from "@/components/ui/popover";
import { latestNotifications } from "./notifications";

const NotificationList = later(() => import("./notification-list").then((module) => module.NotificationList));

/** What came for me while I looked elsewhere. */
export function NotificationBell() {
  const t = useTranslations("shell.notifications");
  const [open, setOpen] = useState(false);
  const query = trpc.notification.list.useQuery(latestNotifications);
  const unread = query.data?.unread ?? 0;
  return (
    <Popover
      label={t("title")}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          variant="ghost"
          size="icon"
          aria-label={unread > 0 ? t("unreadCount", { count: unread }) : t("title")}
        >
          <Bell aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden
              className="tabular absolute top-0 right-0 flex h-4 min-w-4 items-center justify-center rounded-full bg-accent px-1 text-2xs text-on-accent"
            >
              {unread > 99 ? "99" : unread}
            </span>
          )}
        </Button>
      }
    >
      <NotificationList onLeave={() => setOpen(false)} />
    </Popover>
  );
}
