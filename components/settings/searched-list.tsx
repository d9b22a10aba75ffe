"use client";

import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchBox } from "@/components/ui/search-box";
import { ListCard, NoMatch } from "./section";

/** A page of settings that is one list: its name and how to add to it, a search, and the list in its card. */
export function SearchedList({
  title,
  lead,
  add,
  search,
  query,
  what,
  count,
  empty,
  children,
}: {
  title: string;
  lead: string;
  add: ReactNode;
  search: { label: string; text: string | undefined; onChange: (text: string | undefined) => void };
  query: Parameters<typeof ListCard>[0]["query"];
  what: string;
  /** How many are left after the search. */
  count: number;
  /** What is said while there is none at all, where that can be. */
  empty?: { title: string; text: string };
  children: ReactNode;
}) {
  const { label, text, onChange } = search;
  const searched = text !== undefined;
  return (
    <>
      <PageHeader title={title} action={add}>
        {lead}
      </PageHeader>
      {(count > 0 || searched) && <SearchBox label={label} text={text} onChange={onChange} />}
      <ListCard query={query} what={what}>
        {count > 0 ? (
          children
        ) : searched ? (
          <NoMatch onClear={() => onChange(undefined)} />
        ) : (
          empty && (
            <EmptyState kind="empty" title={empty.title}>
              {empty.text}
            </EmptyState>
          )
        )}
      </ListCard>
    </>
  );
}
