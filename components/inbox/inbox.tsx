"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { useMe } from "@/components/shell/me";
import { useShortcuts } from "@/components/shell/shortcuts";
import { useClaim } from "@/components/tasks/use-claim";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type Filters, inboxAddress, listInput, readFilters } from "./filters";
import { InboxEmpty } from "./inbox-empty";
import { InboxToolbar } from "./inbox-toolbar";
import { useSettledRows } from "./settled-rows";
import { TaskRow } from "./task-row";

/** The tasks one can work on, in the order they run out of time. */
export function Inbox() {
  const search = useSearchParams();
  const router = useRouter();
  const filters = useMemo(() => readFilters(search), [search]);
  const address = inboxAddress(filters);
  const me = useMe();
  const claim = useClaim();
  const list = useRef<HTMLUListElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const [hold, setHold] = useState(false);

  const query = trpc.task.list.useInfiniteQuery(listInput(filters), {
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const fresh = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data]);
  const { rows, changes, settle } = useSettledRows(fresh, hold, address);

  const change = (next: Partial<Filters>) =>
    router.replace(inboxAddress({ ...filters, ...next }), { scroll: false });
  const walk = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-task]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step]?.focus();
  };
  useShortcuts({
    j: () => walk(1),
    k: () => walk(-1),
    "/": () => searchBox.current?.focus(),
    c: () => {
      const id = (document.activeElement as HTMLElement | null)?.dataset.task;
      const row = fresh.find((task) => task.id === id);
      if (row) claim.run(row);
    },
  });

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <InboxToolbar filters={filters} onChange={change} searchBox={searchBox} />
      {changes > 0 && <Changes count={changes} onShow={settle} />}
      {query.isPending ? (
        <SkeletonRows label="Loading tasks" />
      ) : query.isError && !query.data ? (
        <QueryError error={query.error} what="the inbox" onRetry={() => query.refetch()} />
      ) : rows.length === 0 ? (
        <InboxEmpty filters={filters} onChange={change} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: pointing at the list only keeps it still
        <div
          className="relative min-h-0 flex-1 pb-6 md:overflow-y-auto"
          onPointerMove={(event) => event.pointerType === "mouse" && setHold(true)}
          onPointerLeave={() => setHold(list.current?.contains(document.activeElement) ?? false)}
          onFocus={() => setHold(true)}
          onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setHold(false)}
        >
          <ul ref={list} aria-label="Tasks" aria-busy={query.isPlaceholderData}>
            {rows.map(({ row, gone }) => (
              <TaskRow key={row.id} task={row} gone={gone} meId={me?.user.id} from={address} />
            ))}
          </ul>
          {query.hasNextPage && (
            <div className="flex justify-center p-4">
              <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function Changes({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div role="status" className="border-b bg-accent-soft">
      <button
        type="button"
        onClick={onShow}
        className="focus-inset w-full px-4 py-1.5 text-center text-accent-ink text-xs hover:underline"
      >
        {count === 1 ? "The list changed" : `${count} changes in this list`} · Show now
      </button>
    </div>
  );
}
