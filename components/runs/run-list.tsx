"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef } from "react";
import { useShortcuts } from "@/components/shell/shortcuts";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { ListState } from "@/components/ui/list-state";
import { inPages, rowsOf } from "@/components/ui/pages";
import { ShowMore } from "@/components/ui/show-more";
import { isNarrowed, type RunFilters, readRunFilters, runListInput, runsAddress } from "./run-filters";
import { RunRow } from "./run-row";
import { RunToolbar } from "./run-toolbar";

/** The runs of the workspace, newest first. */
export function RunList() {
  const t = useTranslations("runs");
  const router = useRouter();
  const search = useSearchParams();
  const filters = useMemo(() => readRunFilters(search), [search]);
  const list = useRef<HTMLUListElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const query = trpc.run.list.useInfiniteQuery(runListInput(filters), inPages);
  const runs = rowsOf(query);
  const change = useCallback(
    (next: Partial<RunFilters>) => router.replace(runsAddress({ ...filters, ...next }), { scroll: false }),
    [router, filters],
  );
  const walk = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-run]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step]?.focus();
  };
  useShortcuts({ j: () => walk(1), k: () => walk(-1), "/": () => searchBox.current?.focus() });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <RunToolbar filters={filters} onChange={change} searchBox={searchBox} />
      <ListState
        query={query}
        what={t("whatAll")}
        loading={t("loadingAll")}
        empty={runs.length === 0 && <NoRuns filters={filters} onClear={() => router.replace("/runs")} />}
      >
        <div
          className={cn(
            "min-h-0 flex-1 pb-6 transition-opacity md:overflow-y-auto",
            query.isPlaceholderData && "opacity-60",
          )}
        >
          <ul ref={list} aria-label={t("title")} aria-busy={query.isPlaceholderData}>
            {runs.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </ul>
          <ShowMore query={query} />
        </div>
      </ListState>
    </div>
  );
}

function NoRuns({ filters, onClear }: { filters: RunFilters; onClear: () => void }) {
  const t = useTranslations("runs");
  if (!isNarrowed(filters)) {
    return (
      <EmptyState kind="empty" title={t("emptyTitle")}>
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      kind="noMatch"
      title={t("noMatch")}
      action={<Button onClick={onClear}>{t("clearFilters")}</Button>}
    >
      {filters.text ? t("noMatchText", { text: filters.text }) : t("otherFilters")}
    </EmptyState>
  );
}
