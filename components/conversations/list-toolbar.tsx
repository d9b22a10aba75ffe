"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { trpc } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { SearchBox } from "@/components/ui/search-box";
import { Select } from "@/components/ui/select";
import { KNOWN_CHANNELS, useChannelName } from "./channel-icon";
import { type Filters, PERIODS, SORTS, VIEWS } from "./filters";

const any = "any";

/** Search, views with their counts, channel, time and order; all of it lives in the address. */
export function ListToolbar({
  filters,
  beside,
  onChange,
  searchBox,
}: {
  filters: Filters;
  /** A conversation is open beside it, whose name is the page's. */
  beside: boolean;
  onChange: (next: Partial<Filters>) => void;
  searchBox: RefObject<HTMLInputElement | null>;
}) {
  const t = useTranslations("conversations");
  const Heading = beside ? "h2" : "h1";
  const nameOf = useChannelName();
  const channels = new Set<string>(KNOWN_CHANNELS);
  if (filters.channel) channels.add(filters.channel);
  return (
    <header className="flex flex-col gap-2 border-b px-4 py-2">
      <div className="flex min-h-7 items-center gap-3 [&>div]:sm:w-full">
        <Heading className="font-semibold">{t("title")}</Heading>
        <SearchBox
          label={t("search")}
          placeholder={t("searchHint")}
          text={filters.text}
          onChange={(text) => onChange({ text })}
          box={searchBox}
        />
      </div>
      <Views view={filters.view} onChange={(view) => onChange({ view })} />
      <div className="flex flex-wrap gap-1.5">
        <Select
          size="sm"
          label={t("channel")}
          value={filters.channel ?? any}
          onValueChange={(channel) => onChange({ channel: channel === any ? undefined : channel })}
          options={[
            { value: any, label: t("anyChannel") },
            ...[...channels].map((value) => ({ value, label: nameOf(value) })),
          ]}
        />
        <Select
          size="sm"
          label={t("period.label")}
          value={filters.period ?? any}
          onValueChange={(days) => onChange({ period: PERIODS.find((known) => known === days) })}
          options={[
            { value: any, label: t("period.any") },
            ...PERIODS.map((value) => ({ value, label: t("period.days", { days: Number(value) }) })),
          ]}
        />
        {!filters.text && (
          <Select
            size="sm"
            label={t("sort.label")}
            value={filters.sort}
            onValueChange={(sort) => onChange({ sort: SORTS.find((known) => known === sort) ?? "activity" })}
            options={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
          />
        )}
      </div>
    </header>
  );
}

function Views({
  view: shown,
  onChange,
}: {
  view: Filters["view"];
  onChange: (view: Filters["view"]) => void;
}) {
  const t = useTranslations("conversations.views");
  const counts = trpc.conversation.counts.useQuery({}).data;
  return (
    <ul aria-label={t("label")} className="-mx-4 flex gap-0.5 overflow-x-auto px-4 py-0.5">
      {VIEWS.map((view) => {
        const on = view === shown;
        const count = view === "needsReply" ? counts?.needsReply : undefined;
        return (
          <li key={view}>
            <button
              type="button"
              aria-pressed={on}
              onClick={() => onChange(view)}
              className={cn(
                "flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md px-1.5 text-sm",
                on ? "bg-pressed font-medium text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
              )}
            >
              {t(view)}
              {count ? <span className="tabular text-ink-subtle text-xs">{count}</span> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
