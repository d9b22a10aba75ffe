"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

const places = [
  { href: "/settings/profile", label: "Profile" },
  { href: "/settings/workspace", label: "Workspace" },
  { href: "/settings/members", label: "Members" },
  { href: "/settings/teams", label: "Teams" },
  { href: "/settings/answers", label: "Canned answers" },
  { href: "/settings/sla", label: "SLA" },
  { href: "/settings/calendars", label: "Calendars" },
  { href: "/settings/keys", label: "API keys" },
] as const;

/** The parts of the settings, as places of their own. */
export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Settings"
      className="sticky top-0 shrink-0 z-10 overflow-x-auto border-b bg-surface max-md:top-12"
    >
      <ul className="mx-auto flex h-11 max-w-4xl items-stretch gap-5 px-4 sm:px-6">
        {places.map(({ href, label }) => {
          const here = pathname.startsWith(href);
          return (
            <li key={href} className="flex">
              <Link
                href={href}
                aria-current={here ? "page" : undefined}
                className={cn(
                  "focus-inset -mb-px flex items-center whitespace-nowrap border-b-2 text-sm",
                  here ? "border-accent font-medium" : "border-transparent text-ink-muted hover:text-ink",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
