"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";

export const SETTINGS = [
  { name: "you", places: ["profile", "notifications", "security"] },
  {
    name: "workspaceGroup",
    places: ["workspace", "members", "teams", "templates", "answers", "sla", "calendars", "keys"],
  },
] as const;

/** The parts of the settings, as places of their own: beside the page, above it on a narrow screen. */
export function SettingsNav() {
  const t = useTranslations("settings.nav");
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  // On a phone they don't fit beside each other: where one is comes into sight. The page itself does not move.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place has its mark elsewhere
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (here && nav.current)
      nav.current.scrollLeft = here.offsetLeft - (nav.current.clientWidth - here.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav
      ref={nav}
      aria-label={t("label")}
      className="sticky top-0 z-10 shrink-0 overflow-x-auto border-b bg-surface max-md:top-12 lg:w-52 lg:self-start lg:border-b-0 lg:py-6 lg:pl-4"
    >
      <ul className="flex h-11 items-stretch gap-5 px-4 sm:px-6 lg:h-auto lg:flex-col lg:gap-4 lg:px-2">
        {SETTINGS.map(({ name, places }) => (
          <li key={name} className="flex lg:flex-col">
            <h2 className="px-2 pb-1 font-medium text-ink-subtle text-xs max-lg:sr-only">{t(name)}</h2>
            <ul className="flex gap-5 lg:flex-col lg:gap-px">
              {places.map((place) => {
                const here = pathname.startsWith(`/settings/${place}`);
                return (
                  <li key={place} className="flex lg:block">
                    <Link
                      href={`/settings/${place}`}
                      aria-current={here ? "page" : undefined}
                      className={cn(
                        "focus-inset flex items-center whitespace-nowrap text-sm max-lg:-mb-px max-lg:border-b-2 lg:h-7 lg:rounded-md lg:px-2 lg:hover:bg-hover",
                        here
                          ? "font-medium max-lg:border-accent lg:bg-pressed lg:hover:bg-pressed"
                          : "text-ink-muted hover:text-ink max-lg:border-transparent",
                      )}
                    >
                      {t(place)}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}
