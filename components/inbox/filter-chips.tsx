"use client";

import { BookmarkCheck, BookmarkPlus, FunnelX, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { useMay } from "@/components/shell/me";
import { type Outputs, trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/on-demand";
import { useTimeWords } from "@/components/ui/time-words";
import { toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";
import {
  type Filters,
  filtersOf,
  LISTS,
  type ListName,
  MOMENTS,
  type MomentName,
  viewQuery,
  widened,
} from "./filters";
import { useFilterWords } from "./use-filter-words";

const NameDialog = later(() => import("./name-dialog").then((module) => module.NameDialog));

interface Props {
  filters: Filters;
  onChange: (next: Partial<Filters>) => void;
  onGo: (filters: Filters) => void;
  /** The view that the filters began as. */
  saved: Outputs["view"]["list"]["data"][number] | undefined;
  narrowed: boolean;
  /** They are not what that view says any more. */
  changed: boolean;
}

/** What narrows the list, each to be taken away, and ways to clear it or to keep it as a view. */
export function FilterChips({ filters, onChange, onGo, saved, narrowed, changed }: Props) {
  const t = useTranslations("inbox.filter");
  return (
    <div className="flex items-start gap-1">
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
      {narrowed && (
        <Beside label={t("clear")} onClick={() => onGo(widened(filters))}>
          <FunnelX aria-hidden />
        </Beside>
      )}
      {changed && <Save filters={filters} saved={saved} onGo={onGo} />}
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
function Save({ filters, saved, onGo }: Pick<Props, "filters" | "saved" | "onGo">) {
  const t = useTranslations("inbox.saved");
  const utils = trpc.useUtils();
  const may = useMay("tasks:write");
  const [naming, setNaming] = useState(false);
  const create = trpc.view.create.useMutation();
  const update = trpc.view.update.useMutation();
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
