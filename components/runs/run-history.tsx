"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { useHydrated } from "@/components/ui/clock";
import { cn } from "@/components/ui/cn";
import { JsonBlock } from "@/components/ui/json-value";
import { ListState } from "@/components/ui/list-state";
import { inPages, rowsOf } from "@/components/ui/pages";
import { ShowMore } from "@/components/ui/show-more";
import { Tooltip } from "@/components/ui/tooltip";
import type { RunHistoryEntry } from "@/server/domain/runs/schema";
import { eventWords } from "./event-words";
import { useReading } from "./use-reading";

/** How the history is asked for, by the page on the server and by the browser alike. */
export const historyInput = (runId: string) => ({ runId, limit: 200 });

/** Everything that happened in the run, in order; each event opens to show what it carried, or the run at that point. */
export function RunHistory({
  runId,
  startedAt,
  at,
  onLook,
}: {
  runId: string;
  startedAt: string;
  at: number | null;
  onLook: (seq: number) => void;
}) {
  const t = useTranslations("runs");
  const query = trpc.run.history.useInfiniteQuery(historyInput(runId), {
    getNextPageParam: inPages.getNextPageParam,
  });
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="flex min-h-10 items-center px-4 font-medium text-sm">
        {t("history.title")}
      </h2>
      <ListState query={query} what={t("history.what")} loading={t("history.loading")} rows={4}>
        <HistoryEntries entries={rowsOf(query)} startedAt={startedAt} at={at} onLook={onLook} />
      </ListState>
      <ShowMore query={query} className="flex justify-center pt-3" />
    </section>
  );
}

/** Events one below the other. `dense`: in a panel, without the way to look back. */
export function HistoryEntries({
  entries,
  startedAt,
  at = null,
  onLook,
  dense,
}: {
  entries: RunHistoryEntry[];
  startedAt?: string;
  at?: number | null;
  onLook?: (seq: number) => void;
  dense?: boolean;
}) {
  const t = useTranslations("runs");
  return (
    <ol aria-label={t("history.events")} className={cn("divide-y", !dense && "border-y")}>
      {entries.map((entry) => (
        <Entry
          key={entry.seq}
          entry={entry}
          startedAt={startedAt}
          isHere={entry.seq === at}
          isLater={at !== null && entry.seq > at}
          onLook={onLook}
          dense={dense ?? false}
        />
      ))}
    </ol>
  );
}

function Entry({
  entry,
  startedAt,
  isHere,
  isLater,
  onLook,
  dense,
}: {
  entry: RunHistoryEntry;
  startedAt: string | undefined;
  isHere: boolean;
  isLater: boolean;
  onLook: ((seq: number) => void) | undefined;
  dense: boolean;
}) {
  const t = useTranslations("runs");
  const read = useReading();
  const { what, where, more } = eventWords(useTranslations("runs.events"), entry);
  const hydrated = useHydrated();
  return (
    <li
      className={cn(
        "group/entry relative [contain-intrinsic-size:auto_2.25rem] [content-visibility:auto]",
        isHere && "bg-accent-soft",
        isLater && "opacity-50",
      )}
    >
      <details>
        <summary
          className={cn(
            "focus-inset grid min-h-9 grid-cols-[1.5rem_minmax(0,1fr)_auto] items-center gap-3 py-1 text-sm hover:bg-hover",
            dense ? "px-3" : "pr-14 pl-4",
          )}
        >
          <span className="tabular text-right text-ink-subtle text-xs">{entry.seq}</span>
          <span className="truncate">
            {what}
            {where && <span className="ml-2 text-ink-muted">{where}</span>}
            {more && <span className="ml-2 text-ink-subtle text-xs">{more}</span>}
          </span>
          <time dateTime={entry.at} className="text-ink-subtle text-xs">
            {hydrated ? read.clock(entry.at) : ""}
            {startedAt && (
              <span className="ml-3 inline-block w-20 text-right max-sm:hidden">
                +{read.length(Date.parse(entry.at) - Date.parse(startedAt))}
              </span>
            )}
          </time>
        </summary>
        <div className={cn("pb-3", dense ? "px-3" : "pr-4 pl-13")}>
          <JsonBlock value={entry.event} />
        </div>
      </details>
      {onLook && (
        <span className="absolute top-1 right-3">
          <Tooltip label={t("history.showAt")}>
            <Button
              variant="ghost"
              size="icon"
              className="size-7 hover-hover:opacity-0 focus-visible:opacity-100 group-hover/entry:opacity-100"
              aria-label={t("showAfter", { seq: entry.seq })}
              aria-pressed={isHere}
              onClick={() => onLook(entry.seq)}
            >
              <History aria-hidden />
            </Button>
          </Tooltip>
        </span>
      )}
    </li>
  );
}
