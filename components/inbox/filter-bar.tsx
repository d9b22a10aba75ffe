"use client";

import { ArrowDownNarrowWide, Layers, ListFilter, PanelLeft, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { useNewTask } from "@/components/shell/new-task";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoices } from "@/components/ui/menu";
import { later } from "@/components/ui/on-demand";
import { Popover } from "@/components/ui/popover";
import { SearchBox } from "@/components/ui/search-box";
import { Tooltip } from "@/components/ui/tooltip";
import {
  type Filters,
  filtersOf,
  GROUPINGS,
  isNarrowed,
  isSameQuestion,
  LISTS,
  MOMENTS,
  SORTS,
} from "./filters";
import { useViewName } from "./views-pane";

const filtering = () => import("./filter-choices");
const FilterChoices = later(() => filtering().then((module) => module.FilterChoices));
const FilterChips = later(() => filtering().then((module) => module.FilterChips));

interface Props {
  filters: Filters;
  onChange: (next: Partial<Filters>) => void;
  onGo: (filters: Filters) => void;
  searchBox: RefObject<HTMLInputElement | null>;
  filtering: boolean;
  onFiltering: (open: boolean) => void;
  onViews: () => void;
}

const nothing = "none";

/** What the list shows: its view, search, filters as chips, order and grouping. All of it lives in the address. */
export function FilterBar(props: Props) {
  const t = useTranslations("inbox");
  const { filters, onChange, searchBox, filtering, onFiltering, onViews } = props;
  const newTask = useNewTask();
  return (
    <div className="@container border-b">
      <div className="flex flex-wrap items-center gap-2 px-3 py-2 @2xl:px-4">
        <Button
          variant="ghost"
          size="icon"
          className="xl:hidden"
          aria-label={t("views.show")}
          onClick={onViews}
        >
          <PanelLeft aria-hidden />
        </Button>
        <h1 className="min-w-0 flex-1 truncate font-semibold">
          <span className="sr-only">{t("title")} </span>
          {useViewName(filters)}
        </h1>
        <Menu
          trigger={
            <Button variant="ghost" size="icon" aria-label={t("sort.label")}>
              <ArrowDownNarrowWide aria-hidden />
            </Button>
          }
        >
          <MenuChoices
            label={t("sort.label")}
            value={filters.sort}
            onValueChange={(sort) => onChange({ sort: SORTS.find((known) => known === sort) ?? "deadline" })}
            options={SORTS.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
          />
        </Menu>
        <Menu
          trigger={
            <Button variant="ghost" size="icon" aria-label={t("group.label")}>
              <Layers aria-hidden />
            </Button>
          }
        >
          <MenuChoices
            label={t("group.label")}
            value={filters.group ?? nothing}
            onValueChange={(group) => onChange({ group: GROUPINGS.find((known) => known === group) })}
            options={[
              { value: nothing, label: t("group.none") },
              ...GROUPINGS.map((group) => ({ value: group, label: t(`group.${group}`) })),
            ]}
          />
        </Menu>
        <Popover
          label={t("filter.label")}
          open={filtering}
          onOpenChange={onFiltering}
          trigger={
            <Button variant="ghost" size="icon" aria-label={t("filter.label")}>
              <ListFilter aria-hidden />
            </Button>
          }
        >
          <FilterChoices filters={filters} onChange={onChange} />
        </Popover>
        {newTask && (
          <Tooltip label={t("newTask")} keys="⇧ N">
            <Button variant="ghost" size="icon" aria-label={t("newTask")} onClick={newTask}>
              <Plus aria-hidden />
            </Button>
          </Tooltip>
        )}
        <div className="w-full @2xl:w-56">
          <SearchBox
            label={t("search")}
            placeholder={t("searchPlaceholder")}
            text={filters.text}
            onChange={(text) => onChange({ text })}
            box={searchBox}
            className="sm:w-full"
          />
        </div>
      </div>
      <Chips {...props} />
    </div>
  );
}

/** A line of its own where the list is narrower than its view, or shown in another way than it was saved. */
function Chips({ filters, onChange, onGo }: Props) {
  const saved = trpc.view.list.useQuery({}).data?.data.find(({ id }) => id === filters.saved);
  const changed = saved ? !isSameQuestion(filtersOf(saved), filters) : isNarrowed(filters) || !!filters.group;
  const narrowed = [...LISTS, "missed" as const, ...MOMENTS].some((name) => filters[name] !== undefined);
  if (!narrowed && !changed) return null;
  return (
    <div className="min-h-9 px-3 pb-2 @2xl:px-4">
      <FilterChips
        filters={filters}
        onChange={onChange}
        onGo={onGo}
        saved={saved}
        narrowed={narrowed}
        changed={changed}
      />
    </div>
  );
}
