"use client";

import { Menu as MenuIcon } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { ConnectionLine } from "@/components/live/connection-line";
import { LiveProvider } from "@/components/live/live-provider";
import { Logo } from "@/components/ui/logo";
import { later, useLoadWhenIdle } from "@/components/ui/on-demand";
import { NewTaskProvider } from "./new-task";
import { NotificationBell } from "./notification-bell";
import { ShortcutsProvider, useActions } from "./shortcuts";
import { Sidebar } from "./sidebar";

// Asked for by a key or a button: the pages do without.
const ShortcutHelp = later(() => import("./shortcut-help").then((module) => module.default));
const NavDrawer = later(() => import("./nav-drawer").then((module) => module.default));
const Palette = later(() => import("./palette").then((module) => module.default));

/** The frame of every signed-in page: sidebar on wide screens, top bar and drawer on a phone. */
export function WorkspaceShell({ children }: { children: ReactNode }) {
  return (
    <ShortcutsProvider>
      <LiveProvider>
        <NewTaskProvider>
          <Frame>{children}</Frame>
        </NewTaskProvider>
      </LiveProvider>
    </ShortcutsProvider>
  );
}

function Frame({ children }: { children: ReactNode }) {
  useLoadWhenIdle();
  const t = useTranslations("shell");
  const router = useRouter();
  const [help, setHelp] = useState(false);
  const [palette, setPalette] = useState(false);
  useActions("anywhere", {
    palette: () => setPalette(true),
    home: () => router.push("/home"),
    inbox: () => router.push("/inbox"),
    conversations: () => router.push("/conversations"),
    runs: () => router.push("/runs"),
    workflows: () => router.push("/workflows"),
    triggers: () => router.push("/triggers"),
    settings: () => router.push("/settings"),
    help: () => setHelp(true),
  });
  return (
    <div className="md:grid md:h-dvh md:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-1.5 focus:shadow-lg"
      >
        {t("skip")}
      </a>
      <aside aria-label={t("workspace")} className="hidden border-r bg-canvas md:block">
        <Sidebar onHelp={() => setHelp(true)} />
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col bg-surface md:h-dvh md:min-h-0">
        <TopBar onHelp={() => setHelp(true)} />
        <ConnectionLine />
        <main
          id="main"
          tabIndex={-1}
          className="relative flex min-h-0 flex-1 flex-col outline-none md:overflow-y-auto"
        >
          {children}
        </main>
      </div>
      {help && <ShortcutHelp open onOpenChange={setHelp} />}
      {palette && <Palette onClose={() => setPalette(false)} />}
    </div>
  );
}

function TopBar({ onHelp }: { onHelp: () => void }) {
  const t = useTranslations("shell");
  const [open, setOpen] = useState(false);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes when the page changes
  useEffect(() => setOpen(false), [pathname]);
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b bg-canvas px-2 md:hidden">
      <button
        type="button"
        aria-label={t("openNavigation")}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="flex size-9 items-center justify-center rounded-md text-ink-muted hover:bg-hover"
      >
        <MenuIcon className="size-5" aria-hidden />
      </button>
      {open && <NavDrawer onHelp={onHelp} onClose={() => setOpen(false)} />}
      <Logo className="size-5" />
      <span className="font-semibold text-sm">Orkestra</span>
      <div className="ml-auto">
        <NotificationBell />
      </div>
    </header>
  );
}
