"use client";

import { ArrowLeft, ChevronDown, ChevronUp, Maximize2, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import {
  type ComponentProps,
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useMemo,
  useState,
} from "react";
import { followingIn } from "@/components/tasks/following";
import { TaskSkeleton } from "@/components/tasks/task-skeleton";
import { Button } from "@/components/ui/button";
import { useHydrated } from "@/components/ui/clock";
import { onDemand } from "@/components/ui/on-demand";
import { Tooltip } from "@/components/ui/tooltip";
import type { InboxRow } from "@/server/domain/inbox/schema";

/** What shows a task. */
export const taskPane = onDemand(() => import("@/components/tasks/task-pane"));

// A page that comes with an open task comes with it whole, and takes it over as soon as the script is there.
const FirstTaskPane = lazy(() => taskPane.load().then(({ TaskPane }) => ({ default: TaskPane })));
if (typeof window !== "undefined" && new URLSearchParams(window.location.search).has("task")) taskPane.load();

/** The task at once where its script is there already: React would keep it behind its skeleton for a while. */
function TaskPane(props: ComponentProps<typeof FirstTaskPane>) {
  const hydrated = useHydrated();
  const [Pane] = useState(() => (hydrated && taskPane.get()?.TaskPane) || FirstTaskPane);
  return (
    <Suspense fallback={<TaskSkeleton />}>
      <Pane {...props} />
    </Suspense>
  );
}

/** The open task beside the list, or in its place where there is room for one only. */
export function TaskSide({
  id,
  rows,
  onOpen,
  onClose,
  side,
}: {
  id: string;
  rows: InboxRow[];
  onOpen: (id: string) => void;
  onClose: () => void;
  side: RefObject<HTMLElement | null>;
}) {
  const t = useTranslations("inbox.side");
  const at = rows.findIndex((row) => row.id === id);
  const previous = at > 0 ? rows[at - 1] : undefined;
  const next = at >= 0 ? rows[at + 1] : undefined;
  const following = useMemo(() => followingIn(rows, id), [rows, id]);
  // Where the list gave way to the task, the focus that was in it goes along.
  useEffect(() => {
    if (
      document.activeElement === document.body ||
      (document.activeElement as HTMLElement | null)?.offsetParent === null
    )
      side.current?.focus({ preventScroll: true });
  }, [side]);
  return (
    <section
      ref={side}
      tabIndex={-1}
      aria-label={t("label")}
      className="flex min-h-0 min-w-0 flex-1 flex-col outline-none"
    >
      <div className="flex h-10 shrink-0 items-center gap-0.5 border-b bg-canvas px-2">
        <Button variant="ghost" size="sm" className="lg:hidden" onClick={onClose}>
          <ArrowLeft aria-hidden /> {t("back")}
        </Button>
        <Go label={t("previous")} keys="K" to={previous} onOpen={onOpen}>
          <ChevronUp aria-hidden />
        </Go>
        <Go label={t("next")} keys="J" to={next} onOpen={onOpen}>
          <ChevronDown aria-hidden />
        </Go>
        <Tooltip label={t("page")}>
          <Button variant="ghost" size="icon" asChild className="ml-auto">
            <Link href={`/tasks/${id}`} prefetch={false} aria-label={t("page")}>
              <Maximize2 aria-hidden />
            </Link>
          </Button>
        </Tooltip>
        <Tooltip label={t("close")} keys="Esc">
          <Button
            variant="ghost"
            size="icon"
            className="max-lg:hidden"
            aria-label={t("close")}
            onClick={onClose}
          >
            <X aria-hidden />
          </Button>
        </Tooltip>
      </div>
      <TaskPane key={id} id={id} onOpen={onOpen} following={following} embedded />
    </section>
  );
}

function Go({
  label,
  keys,
  to,
  onOpen,
  children,
}: {
  label: string;
  keys: string;
  to: InboxRow | undefined;
  onOpen: (id: string) => void;
  children: ReactNode;
}) {
  return (
    <Tooltip label={label} keys={keys}>
      <Button
        variant="ghost"
        size="icon"
        aria-label={label}
        disabled={!to}
        onClick={() => to && onOpen(to.id)}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
