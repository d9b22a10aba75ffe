"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { useMe } from "@/components/shell/me";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { later } from "@/components/ui/on-demand";
import type { InboxRow } from "@/server/domain/inbox/schema";
import { FilterBar } from "./filter-bar";
import { ListSkeleton } from "./list-skeleton";
import { groupOf } from "./pages";
import { useSettledRows } from "./settled-rows";
import { type ListHandle, TaskList } from "./task-list";
import { TaskSide } from "./task-side";
import { type Acts, type Meant, useActs } from "./use-acts";
import { useAsking } from "./use-asking";
import { useFilterWords } from "./use-filter-words";
import { useInboxKeys } from "./use-inbox-keys";
import { useNear } from "./use-near";
import { usePlace } from "./use-place";
import { useSelection } from "./use-selection";
import { useTaskList } from "./use-task-list";
import { ViewsPane } from "./views-pane";

const InboxEmpty = later(() => import("./inbox-empty").then((module) => module.InboxEmpty));
const QueryError = later(() => import("@/components/ui/query-error").then((module) => module.QueryError));
const ViewsDrawer = later(() => import("./views-drawer").then((module) => module.default));
const bulk = () => import("./bulk-bar");
const BulkBar = later(() => bulk().then((module) => module.BulkBar));
const BulkProgress = later(() => bulk().then((module) => module.BulkProgress));
const Chooser = later(() => import("./choosers").then((module) => module.default));

/** Views and teams, the list, and the task that is open: beside each other where there is room, else one after the other. */
export function Inbox() {
  const t = useTranslations("inbox");
  const me = useMe();
  const place = usePlace();
  const { filters, shownId } = place;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const list = useTaskList(filters, folded);
  const [hold, setHold] = useState(false);
  const { rows: settled, changes, settle } = useSettledRows(list.rows, hold, `${place.key} ${[...folded]}`);
  const rows = useMemo(() => settled.map(({ row }) => row), [settled]);
  const selection = useSelection(rows, place.key);
  const [cursor, setCursor] = useState<string>();
  const currentId = rows.some(({ id }) => id === cursor) ? cursor : (shownId ?? rows[0]?.id);
  const handle = useRef<ListHandle>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const side = useRef<HTMLElement>(null);
  const [filtering, setFiltering] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const acts = useActs((ids) => void list.patch(ids).catch(() => {}));
  const near = useNear(rows, shownId);

  const open = useCallback(
    (id: string) => {
      setCursor(id);
      place.open(id);
    },
    [place.open],
  );
  const close = () => {
    place.open(null);
    if (currentId) requestAnimationFrame(() => handle.current?.focus(currentId));
  };
  const asking = useAsking({ rows, currentId, filters, selection });
  const { act, ask } = asking;
  useInboxKeys({
    rows,
    currentId,
    shownId,
    selection,
    acts,
    handle,
    searchBox,
    side,
    open,
    close,
    act,
    ask,
    setCursor,
    onFilter: () => setFiltering(true),
  });

  const focused = useCallback(
    (id: string) => {
      setCursor(id);
      near(id);
    },
    [near],
  );
  const hands = useMemo(
    () => ({ open, toggle: selection.toggle, near, focused }),
    [open, selection.toggle, near, focused],
  );
  const words = useFilterWords();
  const groupLabel = useCallback(
    (group: { key: string; label: string }) =>
      filters.group ? words(filters.group, group.key, group.label) : group.label,
    [filters.group, words],
  );
  const rowGroup = useCallback(
    (row: InboxRow) => (filters.group ? groupOf(filters.group, row) : ""),
    [filters.group],
  );
  const fold = (key: string) =>
    setFolded(
      (before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]),
    );
  const { query } = list;

  return (
    <div className="flex min-h-0 flex-1 max-md:h-[calc(100dvh-3rem)] max-md:flex-none">
      <aside
        aria-label={t("views.label")}
        className="hidden w-52 shrink-0 flex-col border-r bg-canvas xl:flex"
      >
        <ViewsPane filters={filters} onGo={place.go} />
      </aside>
      <section
        aria-label={t("tasks")}
        className={cn(
          "min-h-0 min-w-0 flex-col",
          shownId ? "hidden w-88 shrink-0 border-r lg:flex 2xl:w-112" : "flex flex-1",
        )}
      >
        <FilterBar
          filters={filters}
          onChange={place.change}
          onGo={place.go}
          searchBox={searchBox}
          filtering={filtering}
          onFiltering={setFiltering}
          onViews={() => setDrawer(true)}
        />
        {changes > 0 && <Changes count={changes} onShow={settle} />}
        {query.isError && !query.data ? (
          <QueryError error={query.error} what={t("what")} onRetry={() => query.refetch()} />
        ) : query.isPending && list.groups?.length !== 0 && !(list.groups && folded.size > 0) ? (
          <ListSkeleton />
        ) : rows.length === 0 && folded.size === 0 && !query.isFetching ? (
          <InboxEmpty filters={filters} onGo={place.go} />
        ) : (
          <TaskList
            rows={settled}
            groups={list.groups}
            groupOf={rowGroup}
            groupLabel={groupLabel}
            folded={folded}
            onFold={fold}
            selected={selection.ids}
            currentId={currentId}
            shownId={shownId}
            meId={me?.user.id}
            hands={hands}
            hasMore={query.hasNextPage}
            onMore={query.fetchNextPage}
            busy={query.isFetchingNextPage}
            total={query.hasNextPage ? -1 : rows.length}
            onHold={setHold}
            handle={handle}
          />
        )}
        {selection.ids.size > 0 && (
          <BulkBar
            count={selection.ids.size}
            everything={selection.everything}
            mayTakeAll={query.hasNextPage && selection.ids.size >= rows.length}
            onAll={() => selection.all(true)}
            onClear={selection.clear}
            onClaim={() => act(acts.claim)}
            onRelease={() => act(acts.release)}
            onAsk={ask}
          />
        )}
        {acts.bulkId && (
          <BulkProgress id={acts.bulkId} onClose={() => acts.setBulkId(null)} onNext={acts.setBulkId} />
        )}
      </section>
      {shownId && <TaskSide id={shownId} rows={rows} onOpen={open} onClose={close} side={side} />}
      {drawer && <ViewsDrawer filters={filters} onGo={place.go} onClose={() => setDrawer(false)} />}
      <Asking asking={asking} acts={acts} />
    </div>
  );
}

function Asking({
  asking: { asked, act, stop },
  acts,
}: {
  asking: ReturnType<typeof useAsking>;
  acts: Acts;
}) {
  const t = useTranslations("inbox");
  if (!asked) return null;
  return (
    <Chooser
      asked={asked.what}
      what={whatOf(asked.of, t)}
      meant={"everything" in asked.of ? "everything" : asked.of.rows.length === 1 ? "one" : "several"}
      onClose={stop}
      onReassign={(to) => act((of) => acts.reassign(of, to))}
      onPriority={(priority) => act((of) => acts.prioritize(of, priority))}
      onSnooze={(at) => act((of) => acts.snooze(of, at))}
      onCancel={() => act(acts.cancel)}
    />
  );
}

/** What is meant, in words: one task's title, or how many. */
function whatOf(of: Meant, t: ReturnType<typeof useTranslations<"inbox">>): string {
  if ("everything" in of) return t("selection.everything");
  const [only, ...more] = of.rows;
  return only && more.length === 0 ? only.title : t("selection.tasks", { count: of.rows.length });
}

function Changes({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useTranslations("inbox");
  return (
    <div role="status" className="border-b bg-accent-soft">
      <Button variant="ghost" size="sm" onClick={onShow} className="w-full text-accent-ink text-xs">
        {t("changes", { count })}
      </Button>
    </div>
  );
}
