"use client";

import {
  ArrowDownNarrowWide,
  BookmarkCheck,
  BookmarkPlus,
  FunnelX,
  Layers,
  ListFilter,
  PanelLeft,
  Plus,
  X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type RefObject, useState } from "react";
import { useMay } from "@/components/shell/me";
import { useNewTask } from "@/components/shell/new-task";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoices } from "@/components/ui/menu";
import { later } from "@/components/ui/on-demand";
import { Popover } from "@/components/ui/popover";
import { SearchBox } from "@/components/ui/search-box";
import { useTimeWords } from "@/components/ui/time-words";
import { toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";
import {
  type Filters,
  filtersOf,
  GROUPINGS,
  isNarrowed,
  isSameQuestion,
  LISTS,
  type ListName,
  MOMENTS,
  type MomentName,
  SORTS,
  viewQuery,
  widened,
} from "./filters";
import { useFilterWords } from "./use-filter-words";
import { useViewName } from "./views-pane";

const FilterChoices = later(() => import("./filter-choices").then((module) => module.FilterChoices));
const NameDialog = later(() => import("./name-dialog").then((module) => module.NameDialog));

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

function Chips({ filters, onChange, onGo }: Props) {
  const t = useTranslations("inbox.filter");
  const saved = trpc.view.list.useQuery({}).data?.data.find(({ id }) => id === filters.saved);
  const changed = saved ? !isSameQuestion(filtersOf(saved), filters) : isNarrowed(filters) || filters.group;
  const narrowed = [...LISTS, "missed" as const, ...MOMENTS].filter((name) => filters[name] !== undefined);
  if (narrowed.length === 0 && !changed) return null;
  return (
    <div className="flex items-start gap-1 px-3 pb-2 @2xl:px-4">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
        {LISTS.map((name) => {
          const values = filters[name];
          return values && <ListChip key={name} name={name} values={values} onChange={onChange} />;
        })}
        {filters.missed && (
          <Chip
            name={t("missed")}
            value={t(`missedIs.${filters.missed}`)}
            onRemove={() => onChange({ missed: undefined })}
          />
        )}
        {MOMENTS.map((name) => {
          const at = filters[name];
          return at && <MomentChip key={name} name={name} at={at} onChange={onChange} />;
        })}
      </div>
      {narrowed.length > 0 && (
        <Beside label={t("clear")} onClick={() => onGo(widened(filters))}>
          <FunnelX aria-hidden />
        </Beside>
      )}
      {changed && <Save filters={filters} onGo={onGo} />}
    </div>
  );
}

interface ChipProps {
  onChange: Props["onChange"];
}

function ListChip({ name, values, onChange }: ChipProps & { name: ListName; values: string[] }) {
  const t = useTranslations("inbox.filter");
  const words = useFilterWords();
  return (
    <Chip
      name={t(name)}
      value={values.map((value) => words(name, value)).join(", ")}
      onRemove={() => onChange({ [name]: undefined })}
    />
  );
}

function MomentChip({ name, at, onChange }: ChipProps & { name: MomentName; at: string }) {
  const t = useTranslations("inbox.filter");
  const { exact } = useTimeWords();
  const [, sign, amount, unit] = /^([+-])(\d+)([mhd])$/.exec(at) ?? [];
  const value = unit
    ? t(sign === "-" ? "before" : "from", { amount: Number(amount), unit: unit as "m" | "h" | "d" })
    : exact(at);
  return <Chip name={t(name)} value={value} onRemove={() => onChange({ [name]: undefined })} />;
}

function Chip({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  const t = useTranslations("inbox.filter");
  return (
    <span className="inline-flex h-6 max-w-full items-center rounded-md border border-line-strong bg-surface pl-2 text-xs">
      <span className="text-ink-subtle">
        {name}
        {"\u00a0"}
      </span>
      <span className="truncate font-medium">{value}</span>
      <button
        type="button"
        aria-label={t("remove", { name })}
        onClick={onRemove}
        className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-subtle hover:text-ink"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  );
}

/** Keeps the filters as they are: under a new name, or in the view that they began as. */
function Save({ filters, onGo }: { filters: Filters; onGo: Props["onGo"] }) {
  const t = useTranslations("inbox.saved");
  const utils = trpc.useUtils();
  const may = useMay("tasks:write");
  const [naming, setNaming] = useState(false);
  const create = trpc.view.create.useMutation();
  const update = trpc.view.update.useMutation();
  const saved = trpc.view.list.useQuery({}).data?.data.find(({ id }) => id === filters.saved);
  if (!may) return null;
  const query = viewQuery(filters);
  return (
    <>
      {saved?.mayChange && (
        <Beside
          label={t("keep", { name: saved.name })}
          loading={update.isPending}
          onClick={async () => {
            await update.mutateAsync({ viewId: saved.id, query });
            await utils.view.invalidate();
            toast.success(t("changed", { name: saved.name }));
          }}
        >
          <BookmarkCheck aria-hidden />
        </Beside>
      )}
      <Beside label={t("save")} onClick={() => setNaming(true)}>
        <BookmarkPlus aria-hidden />
      </Beside>
      {naming && (
        <NameDialog
          title={t("saveTitle")}
          action={t("save")}
          mayShare
          onClose={() => setNaming(false)}
          onSave={async (named) => {
            const view = await create.mutateAsync({ ...named, query });
            await utils.view.invalidate();
            onGo(filtersOf(view));
          }}
        />
      )}
    </>
  );
}

/** A button beside the chips: where the list is narrow its words are in its tooltip, and the chips keep their lines. */
function Beside({ label, children, ...props }: ComponentProps<typeof Button> & { label: string }) {
  return (
    <Tooltip label={label}>
      <Button {...props} variant="ghost" size="sm" className="@max-xl:px-1.5">
        {children} <span className="@max-xl:sr-only max-w-48 truncate">{label}</span>
      </Button>
    </Tooltip>
  );
}
