"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { RefObject } from "react";
import { trpc } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { SearchBox } from "@/components/ui/search-box";
import { Select } from "@/components/ui/select";
import { runStatuses, useRunStatusLabel } from "@/components/ui/status";
import { MAX_COUNTED_RUNS } from "@/server/domain/runs/rules";
import type { RunStatus } from "@/server/domain/runs/schema";
import { type RunFilters, runCountsInput } from "./run-filters";

const any = "any";

/** Statuses with their counts, any number of which can be chosen, the workflow, and a search; all of it is in the address. */
export function RunToolbar({
  filters,
  onChange,
  searchBox,
}: {
  filters: RunFilters;
  onChange: (next: Partial<RunFilters>) => void;
  searchBox: RefObject<HTMLInputElement | null>;
}) {
  const t = useTranslations("runs");
  const workflows = trpc.workflow.list.useQuery({ limit: 200 });
  const names = new Set(workflows.data?.data.map(({ name }) => name));
  if (filters.workflow) names.add(filters.workflow);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2">
      <h1 className="font-semibold">{t("title")}</h1>
      <Statuses filters={filters} onChange={(status) => onChange({ status })} />
      <StuckLink filters={filters} />
      <BreakersLink />
      <div className="flex w-full flex-wrap items-center gap-2 lg:ml-auto lg:w-auto">
        {filters.tag && (
          <button
            type="button"
            aria-label={t("onlyTag", { tag: filters.tag })}
            onClick={() => onChange({ tag: undefined })}
            className="flex h-7 items-center gap-1.5 rounded-md bg-accent-soft px-2 text-accent-ink text-sm"
          >
            {filters.tag}
            <X className="size-3.5" aria-hidden />
          </button>
        )}
        <SearchBox
          label={t("searchLabel")}
          placeholder={t("searchHint")}
          text={filters.text}
          onChange={(text) => onChange({ text })}
          box={searchBox}
        />
        <Select
          size="sm"
          label={t("workflow")}
          value={filters.workflow ?? any}
          onValueChange={(name) => onChange({ workflow: name === any ? undefined : name })}
          className="max-w-52"
          options={[
            { value: any, label: t("anyWorkflow") },
            ...[...names].sort().map((name) => ({ value: name, label: name })),
          ]}
        />
      </div>
    </header>
  );
}

/** Where calls to a host are let through again that are held back, while there are any. */
function BreakersLink() {
  const t = useTranslations("runs.breakers");
  const breakers = trpc.breaker.list.useQuery({ state: "open" });
  if (!breakers.data?.data.length) return null;
  return (
    <Link
      href="/runs/breakers"
      prefetch={false}
      className="whitespace-nowrap text-sm text-warn-ink underline-offset-2 hover:underline"
    >
      {t("link")}
    </Link>
  );
}

/** Where stuck steps are decided about, while there are any. */
function StuckLink({ filters }: { filters: RunFilters }) {
  const t = useTranslations("runs");
  const { workflow } = filters;
  const counts = useCounts(filters);
  if (!counts?.stuck) return null;
  return (
    <Link
      href={workflow ? `/runs/stuck?workflow=${encodeURIComponent(workflow)}` : "/runs/stuck"}
      prefetch={false}
      className="whitespace-nowrap text-danger-ink text-sm underline-offset-2 hover:underline"
    >
      {t("decideStuck")}
    </Link>
  );
}

function Statuses({ filters, onChange }: { filters: RunFilters; onChange: (status: RunStatus[]) => void }) {
  const t = useTranslations("runs");
  const label = useRunStatusLabel();
  const chosen = filters.status;
  const counts = useCounts(filters);
  const { number } = useFormatter();
  const countText = (count: number) =>
    count >= MAX_COUNTED_RUNS ? `${number(MAX_COUNTED_RUNS)}+` : number(count);
  const toggle = (status: RunStatus) =>
    onChange(
      runStatuses.filter((known) => (known === status ? !chosen.includes(status) : chosen.includes(known))),
    );
  return (
    <ul
      aria-label={t("statuses")}
      className="-mx-4 flex gap-1.5 overflow-x-auto px-4 py-0.5 max-lg:w-[calc(100%+2rem)]"
    >
      {runStatuses.map((status) => {
        const on = chosen.includes(status);
        if (rare.includes(status) && !on && !counts?.[status]) return null;
        return (
          <li key={status}>
            <button
              type="button"
              aria-pressed={on}
              onClick={() => toggle(status)}
              className={cn(
                "flex h-7 items-center gap-1.5 whitespace-nowrap rounded-full border px-2.5 text-sm",
                on
                  ? "border-accent bg-accent-soft font-medium text-accent-ink"
                  : "text-ink-muted hover:bg-hover hover:text-ink",
              )}
            >
              {label(status)}
              <span className={cn("tabular min-w-3 text-xs", on ? "text-accent-ink" : "text-ink-subtle")}>
                {counts ? countText(counts[status] ?? 0) : ""}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Most runs begin at once: these are shown while there are any. */
const rare: RunStatus[] = ["scheduled", "queued"];

function useCounts(filters: RunFilters) {
  return trpc.run.counts.useQuery(runCountsInput(filters), { placeholderData: (before) => before }).data;
}
