"use client";

import { ArrowDownNarrowWide } from "lucide-react";
import Link from "next/link";
import type { RefObject } from "react";
import { trpc } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { SearchBox } from "@/components/ui/search-box";
import { Select } from "@/components/ui/select";
import { taskStatusLabel } from "@/components/ui/status";
import {
  type Filters,
  inboxAddress,
  SORTS,
  type Sort,
  sortLabels,
  statusesOf,
  VIEWS,
  viewLabels,
} from "./filters";

const anything = "any";

/** Views with their counts, filters, sort and search; all of it lives in the address. */
export function InboxToolbar({
  filters,
  onChange,
  searchBox,
}: {
  filters: Filters;
  onChange: (next: Partial<Filters>) => void;
  searchBox: RefObject<HTMLInputElement | null>;
}) {
  const teams = trpc.team.list.useQuery({});
  return (
    <div className="@container border-b">
      <h1 className="sr-only">Inbox</h1>
      <div className="flex flex-col-reverse gap-x-4 @4xl:flex-row @4xl:items-center @4xl:pr-4">
        <Views filters={filters} />
        <div className="flex flex-wrap items-center gap-2 px-4 py-2 @4xl:ml-auto @4xl:min-w-0 @4xl:flex-nowrap @4xl:px-0">
          <SearchBox
            label="Search tasks"
            text={filters.text}
            onChange={(text) => onChange({ text })}
            box={searchBox}
          />
          <Select
            size="sm"
            label="Status"
            className="shrink-0"
            value={filters.status ?? anything}
            onValueChange={(status) =>
              onChange({ status: statusesOf(filters.view).find((known) => known === status) })
            }
            options={[
              { value: anything, label: "Any status" },
              ...statusesOf(filters.view).map((status) => ({
                value: status,
                label: taskStatusLabel(status),
              })),
            ]}
          />
          <Select
            size="sm"
            label="Team"
            value={filters.team ?? anything}
            onValueChange={(team) => onChange({ team: team === anything ? undefined : team })}
            className="max-w-36 shrink-0"
            options={[
              { value: anything, label: "Any team" },
              ...(teams.data?.data ?? []).map((team) => ({ value: team.slug, label: team.name })),
            ]}
          />
          <Select
            size="sm"
            label="Sort by"
            className="shrink-0"
            icon={
              <ArrowDownNarrowWide className="size-3.5 shrink-0 text-ink-subtle max-sm:hidden" aria-hidden />
            }
            value={filters.sort}
            onValueChange={(sort) => onChange({ sort: sort as Sort })}
            options={SORTS.map((sort) => ({ value: sort, label: sortLabels[sort] }))}
          />
        </div>
      </div>
    </div>
  );
}

function Views({ filters }: { filters: Filters }) {
  const counts = trpc.task.counts.useQuery({}).data;
  return (
    <nav aria-label="Views" className="overflow-x-auto @4xl:shrink-0">
      <ul className="flex h-11 items-stretch gap-5 px-4">
        {VIEWS.map((view) => {
          const here = view === filters.view;
          const count = view === "closed" ? undefined : counts?.[view];
          return (
            <li key={view} className="flex">
              <Link
                href={inboxAddress({
                  ...filters,
                  view,
                  status: undefined,
                  sort: view === "closed" ? "newest" : "deadline",
                })}
                replace
                aria-current={here ? "page" : undefined}
                className={cn(
                  "focus-inset -mb-px flex items-center gap-1.5 whitespace-nowrap border-b-2 text-sm",
                  here ? "border-accent font-medium" : "border-transparent text-ink-muted hover:text-ink",
                )}
              >
                {viewLabels[view]}
                {count !== undefined && (
                  <span className="tabular font-normal text-ink-subtle text-xs">{count}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
