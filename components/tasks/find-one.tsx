"use client";

import { Fragment, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";

/** Finds one among many by its words, and chooses it. */
export function FindOne({
  find,
  search,
  onSearch,
  legend,
  options,
  chosen,
  onChoose,
  nothing,
}: {
  /** What the search is called. */
  find: string;
  search: string;
  onSearch: (search: string) => void;
  /** What one is chosen as. */
  legend: string;
  /** Those that were found; `label` names one for those who don't see it whole, `under` heads those that share it. */
  options: { key: string; label?: string; under?: string; children: ReactNode }[];
  chosen: string | null;
  onChoose: (key: string) => void;
  /** What is said when there is none. */
  nothing: string | null;
}) {
  return (
    <>
      <Input
        autoFocus
        aria-label={find}
        placeholder={find}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
      <fieldset className="flex max-h-72 min-w-0 flex-col gap-px overflow-y-auto p-0.5">
        <legend className="sr-only">{legend}</legend>
        {options.map(({ key, label, under, children }, index) => (
          <Fragment key={key}>
            {under && under !== options[index - 1]?.under && (
              <p className="px-2 pt-2 pb-1 text-ink-subtle text-xs">{under}</p>
            )}
            <label
              className={cn(
                "flex min-h-9 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring",
                key === chosen && "bg-accent-soft hover:bg-accent-soft",
              )}
            >
              <input
                type="radio"
                name="found"
                className="sr-only"
                checked={key === chosen}
                onChange={() => onChoose(key)}
                aria-label={label}
              />
              {children}
            </label>
          </Fragment>
        ))}
        {options.length === 0 && nothing !== null && (
          <p className="py-6 text-center text-ink-subtle text-sm">{nothing}</p>
        )}
      </fieldset>
    </>
  );
}
