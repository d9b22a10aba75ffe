"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Th } from "@/components/ui/table";

/** 1: as the column begins; -1: the other way round. */
export type Direction = 1 | -1;

/** A column's name that sorts by it; again, the other way round. */
export function SortHead({
  label,
  direction,
  onSort,
  className,
}: {
  label: string;
  /** Null while another column sorts. */
  direction: Direction | null;
  onSort: (direction: Direction) => void;
  className?: string;
}) {
  const t = useTranslations("settings.members");
  const Icon = direction === -1 ? ArrowUp : ArrowDown;
  return (
    <Th
      {...(className ? { className } : {})}
      aria-sort={direction === 1 ? "ascending" : direction === -1 ? "descending" : "none"}
    >
      <button
        type="button"
        aria-label={t("sortBy", { what: label })}
        onClick={() => onSort(direction === 1 ? -1 : 1)}
        className="-mx-1 flex h-6 items-center gap-1 rounded-sm px-1 hover:text-ink"
      >
        {label}
        <Icon aria-hidden className={cn("size-3", direction === null && "opacity-0")} />
      </button>
    </Th>
  );
}
