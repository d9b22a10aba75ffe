"use client";

import { Activity, House, Inbox, Keyboard, MessagesSquare, Settings, Workflow, Zap } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { NotificationBell } from "./notification-bell";
import { UserMenu } from "./user-menu";
import { WorkspaceSwitcher } from "./workspace-switcher";

const places = [
  { href: "/home", also: "/home", name: "home", icon: House, keys: "g h" },
  { href: "/inbox", also: "/tasks", name: "inbox", icon: Inbox, keys: "g i" },
  {
    href: "/conversations",
    also: "/conversations",
    name: "conversations",
    icon: MessagesSquare,
    keys: "g c",
  },
  { href: "/runs", also: "/runs", name: "runs", icon: Activity, keys: "g r" },
  { href: "/workflows", also: "/workflows", name: "workflows", icon: Workflow, keys: "g w" },
  { href: "/triggers", also: "/triggers", name: "triggers", icon: Zap, keys: "g t" },
  { href: "/settings", also: "/settings", name: "settings", icon: Settings, keys: "g s" },
] as const;

/** Where one can go, in which workspace, as whom. */
export function Sidebar({ onHelp }: { onHelp: () => void }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const tasks = trpc.task.counts.useQuery({}).data;
  const conversations = trpc.conversation.counts.useQuery({}).data;
  return (
    <div className="flex h-full flex-col gap-3 p-2.5">
      <WorkspaceSwitcher />
      <nav aria-label={t("main")}>
        <ul className="flex flex-col gap-px">
          {places.map(({ href, also, name, icon: Icon }) => {
            const here = pathname.startsWith(href) || pathname.startsWith(also);
            const waiting = href === "/conversations";
            const count = waiting ? conversations?.needsReply : href === "/inbox" ? tasks?.mine : undefined;
            return (
              <li key={href}>
                <Link
                  href={href}
                  aria-current={here ? "page" : undefined}
                  className={cn(
                    "flex h-8 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover",
                    here ? "bg-pressed font-medium text-ink hover:bg-pressed" : "text-ink-muted",
                  )}
                >
                  <Icon className="size-4" aria-hidden />
                  {t(`places.${name}`)}
                  {count ? (
                    <span
                      className={cn("tabular ml-auto text-xs", here ? "text-ink-muted" : "text-ink-subtle")}
                    >
                      {count}
                      <span className="sr-only"> {t(waiting ? "needReply" : "mine", { count })}</span>
                    </span>
                  ) : null}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="mt-auto flex items-center gap-1">
        <div className="min-w-0 flex-1">
          <UserMenu />
        </div>
        <div className="max-md:hidden">
          <NotificationBell />
        </div>
        <Tooltip label={t("shortcuts.title")} keys="?">
          <Button variant="ghost" size="icon" aria-label={t("shortcuts.title")} onClick={onHelp}>
            <Keyboard aria-hidden />
          </Button>
        </Tooltip>
      </div>
    </div>
  );
}
