"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  type CSSProperties,
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { InboxRow } from "@/server/domain/inbox/schema";
import { startsOf, useInSight } from "./in-sight";
import type { Settled } from "./settled-rows";
import { type RowHands, TaskRow } from "./task-row";
import type { Group } from "./use-task-list";

/** The heights that the rows have by their classes: one line where the list is wide, two where it is not. */
const oneLine = 40;
const twoLines = 60;
const wideFrom = 672;
const headerHeight = 36;
/** Rows before the end of what is there at which more is fetched. */
const ahead = 30;
/** Rows that the server's page comes with, before the browser has measured anything. */
const firstRows = 40;

type Item =
  | { group: Group; label: string; folded: boolean }
  | { row: InboxRow; gone: boolean; place: number };

export interface ListHandle {
  /** Brings a task into sight and gives it the focus. */
  focus: (id: string) => void;
}

interface Props {
  rows: Settled<InboxRow>[];
  /** With a grouping, its groups, and which of them each row is in. */
  groups: Group[] | undefined;
  groupOf: (row: InboxRow) => string;
  groupLabel: (group: Group) => string;
  folded: ReadonlySet<string>;
  onFold: (key: string) => void;
  selected: ReadonlySet<string>;
  currentId: string | undefined;
  shownId: string | null;
  meId: string | undefined;
  hands: RowHands;
  hasMore: boolean;
  onMore: () => void;
  busy: boolean;
  total: number;
  onHold: (hold: boolean) => void;
  handle: Ref<ListHandle>;
}

/** The list: only what is in sight is in the page, however long it is. */
export function TaskList(props: Props) {
  const t = useTranslations("inbox");
  const { hasMore, onMore, busy, handle, onHold } = props;
  const box = useRef<HTMLDivElement>(null);
  const items = useItems(props);
  const height = useRowHeight(box);
  const starts = useMemo(
    () => startsOf(items.map((item) => (isHeader(item) ? headerHeight : (height ?? oneLine)))),
    [items, height],
  );
  const { from, to, show } = useInSight(box, starts);
  const lastRow = useMemo(() => items.findLastIndex((item) => !isHeader(item)), [items]);
  useEffect(() => {
    if (hasMore && !busy && to > lastRow - ahead) onMore();
  }, [hasMore, busy, to, lastRow, onMore]);

  useImperativeHandle(handle, () => ({
    focus(id) {
      const index = items.findIndex((item) => keyOf(item) === id);
      if (index < 0) return;
      show(index);
      focusSoon(box, id);
    },
  }));

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at the list only keeps it still
    <div
      ref={box}
      className="@container/list relative min-h-0 flex-1 overflow-y-auto overscroll-contain [scrollbar-width:thin]"
      onPointerMove={(event) => event.pointerType === "mouse" && onHold(true)}
      onPointerLeave={() => onHold(box.current?.contains(document.activeElement) ?? false)}
      onFocus={() => onHold(true)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && onHold(false)}
    >
      <ul aria-label={t("tasks")} className="relative" style={height ? { height: starts.at(-1) } : undefined}>
        {height
          ? items
              .slice(from, to)
              .map((item, index) => (
                <Line key={keyOf(item)} item={item} props={props} top={starts[from + index]} />
              ))
          : items.slice(0, firstRows).map((item) => <Line key={keyOf(item)} item={item} props={props} />)}
      </ul>
      {busy && <SkeletonRows rows={3} label={t("loadingMore")} />}
    </div>
  );
}

function Line({ item, props, top }: { item: Item | undefined; props: Props; top?: number }) {
  if (!item) return null;
  const style =
    top === undefined
      ? undefined
      : { position: "absolute" as const, top: 0, transform: `translateY(${top}px)` };
  if (isHeader(item)) return <GroupHeader item={item} style={style} onFold={props.onFold} />;
  const { row, gone, place } = item;
  return (
    <TaskRow
      row={row}
      gone={gone}
      place={place}
      total={props.total}
      selected={props.selected.has(row.id)}
      current={row.id === props.currentId}
      shown={row.id === props.shownId}
      meId={props.meId}
      style={style}
      hands={props.hands}
    />
  );
}

function GroupHeader({
  item: { group, label, folded },
  style,
  onFold,
}: {
  item: Extract<Item, { group: Group }>;
  style: CSSProperties | undefined;
  onFold: (key: string) => void;
}) {
  const Icon = folded ? ChevronRight : ChevronDown;
  return (
    <li style={style} className="h-9 w-full border-b bg-canvas">
      <button
        type="button"
        aria-expanded={!folded}
        onClick={() => onFold(group.key)}
        className="focus-inset flex h-full w-full items-center gap-2 px-3 text-left font-medium text-xs hover:bg-hover"
      >
        <Icon className="size-3.5 text-ink-subtle" aria-hidden />
        {label}
        <span className="tabular font-normal text-ink-subtle">{group.count}</span>
      </button>
    </li>
  );
}

function useItems({ rows, groups, groupOf, groupLabel, folded }: Props): Item[] {
  return useMemo(() => {
    const lines = rows.map(({ row, gone }, index) => ({ row, gone, place: index + 1 }));
    if (!groups) return lines;
    const byGroup = Map.groupBy(lines, ({ row }) => groupOf(row));
    return groups.flatMap((group): Item[] => {
      const isFolded = folded.has(group.key);
      const header = { group, label: groupLabel(group), folded: isFolded };
      return isFolded ? [header] : [header, ...(byGroup.get(group.key) ?? [])];
    });
  }, [rows, groups, groupOf, groupLabel, folded]);
}

const isHeader = (item: Item | undefined): item is Extract<Item, { group: Group }> =>
  item !== undefined && "group" in item;

const keyOf = (item: Item | undefined) => item && (isHeader(item) ? `group ${item.group.key}` : item.row.id);

/** How high a row is in this much room; undefined until it is known. */
function useRowHeight(box: RefObject<HTMLDivElement | null>): number | undefined {
  const [height, setHeight] = useState<number>();
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => setHeight(element.clientWidth >= wideFrom ? oneLine : twoLines);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, [box]);
  return height;
}

/** A row that is scrolled to is there some frames later. */
function focusSoon(box: RefObject<HTMLDivElement | null>, id: string, tries = 10) {
  const link = box.current?.querySelector<HTMLElement>(`a[data-task="${id}"]`);
  if (link) link.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusSoon(box, id, tries - 1));
}
