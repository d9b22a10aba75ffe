"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef } from "react";
import { useMe } from "@/components/shell/me";
import { useActions } from "@/components/shell/shortcuts";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { ListState } from "@/components/ui/list-state";
import { inPages, rowsOf } from "@/components/ui/pages";
import { ShowMore } from "@/components/ui/show-more";
import { ConversationRow } from "./conversation-row";
import { addressOf, type Filters, isNarrowed, listInput, readFilters } from "./filters";
import { ListToolbar } from "./list-toolbar";

/** The conversations of the workspace: found, filtered, and walked through with the keyboard. */
export function ConversationList({ openId }: { openId: string | undefined }) {
  const t = useTranslations("conversations");
  const router = useRouter();
  const search = useSearchParams();
  const filters = useMemo(() => readFilters(search), [search]);
  const me = useMe();
  const list = useRef<HTMLUListElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const today = new Date().setHours(0, 0, 0, 0);
  const query = trpc.conversation.list.useInfiniteQuery(listInput(filters, me?.user.id, today), inPages);
  const rows = rowsOf(query);
  const correctedTo = query.data?.pages[0]?.correctedTo ?? null;
  const change = useCallback(
    (next: Partial<Filters>) => router.replace(addressOf({ ...filters, ...next }, openId), { scroll: false }),
    [router, filters, openId],
  );
  const walk = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-conversation]") ?? [])];
    const focused = links.indexOf(document.activeElement as HTMLAnchorElement);
    const at = focused >= 0 ? focused : links.findIndex((link) => link.dataset.conversation === openId);
    links[at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step]?.focus();
  };
  useActions("conversation", {
    next: () => walk(1),
    previous: () => walk(-1),
    search: () => searchBox.current?.focus(),
  });
  return (
    <>
      <ListToolbar filters={filters} beside={openId !== undefined} onChange={change} searchBox={searchBox} />
      {correctedTo && (
        <p role="status" className="border-b bg-accent-soft px-4 py-1.5 text-accent-ink text-xs">
          {t("corrected", { words: correctedTo })}
        </p>
      )}
      <ListState
        query={query}
        what={t("what")}
        loading={t("loading")}
        rows={8}
        empty={
          rows.length === 0 && (
            <Nothing
              filters={filters}
              onClear={() => change({ channel: undefined, period: undefined, text: undefined })}
            />
          )
        }
      >
        <div
          className={cn(
            "min-h-0 flex-1 pb-6 transition-opacity lg:overflow-y-auto",
            query.isPlaceholderData && "opacity-60",
          )}
        >
          <ul ref={list} aria-label={t("title")} aria-busy={query.isPlaceholderData}>
            {rows.map((row) => (
              <ConversationRow
                key={row.id}
                conversation={row}
                address={addressOf(filters, row.id)}
                open={row.id === openId}
                meId={me?.user.id}
              />
            ))}
          </ul>
          <ShowMore query={query} />
        </div>
      </ListState>
    </>
  );
}

function Nothing({ filters, onClear }: { filters: Filters; onClear: () => void }) {
  const t = useTranslations("conversations.nothing");
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        kind="noMatch"
        title={t("noMatch")}
        action={<Button onClick={onClear}>{t("clear")}</Button>}
      >
        {filters.text ? t("noWords", { words: filters.text }) : t("otherFilters")}
      </EmptyState>
    );
  }
  return (
    <EmptyState kind="empty" title={t(`${filters.view}.title`)}>
      {t(`${filters.view}.text`)}
    </EmptyState>
  );
}
