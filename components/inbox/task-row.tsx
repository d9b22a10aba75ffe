"use client";

import {
  AlarmClock,
  Check,
  ChevronsUp,
  Globe,
  Hash,
  Hourglass,
  type LucideIcon,
  Mail,
  MessageCircle,
  MessageSquare,
  Phone,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, type MouseEvent, memo } from "react";
import { isOpen } from "@/components/tasks/is-open";
import { PriorityIcon } from "@/components/tasks/priority";
import { usePresence } from "@/components/tasks/use-presence";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { TaskStatusPill } from "@/components/ui/status";
import { Countdown, RelativeTime } from "@/components/ui/time";
import type { InboxRow } from "@/server/domain/inbox/schema";

export interface RowHands {
  /** Opens the task, as a click on it does. */
  open: (id: string) => void;
  /** Takes it into the selection or out of it; with `range` all from the last one on. */
  toggle: (id: string, range: boolean) => void;
  /** It is pointed at or has the focus, and is likely to be opened. */
  near: (id: string) => void;
  focused: (id: string) => void;
}

interface Props {
  row: InboxRow;
  /** The task no longer belongs in this list, which is being kept still. */
  gone: boolean;
  selected: boolean;
  /** It is the one that keys mean. */
  current: boolean;
  /** It is open beside the list. */
  shown: boolean;
  meId: string | undefined;
  place: number;
  total: number;
  style?: CSSProperties | undefined;
  hands: RowHands;
}

/** One task in one line, or in two where there is less room: what, who asks, how urgent, whose, how much time is left. */
export const TaskRow = memo(function TaskRow(props: Props) {
  const { row, gone, selected, current, shown, place, total, style, hands } = props;
  const open = (event: MouseEvent) => {
    // With a modifier it is a link like any other, or a way to select.
    if (event.metaKey || event.ctrlKey || event.button !== 0) return;
    event.preventDefault();
    if (event.shiftKey) hands.toggle(row.id, true);
    else hands.open(row.id);
  };
  return (
    <li
      aria-posinset={place}
      aria-setsize={total}
      style={style}
      className={cn(
        "group/row relative @2xl/list:h-10 h-15 w-full border-b",
        selected
          ? "bg-accent-soft"
          : shown
            ? "bg-pressed"
            : "bg-surface hover:bg-hover has-focus-visible:bg-hover",
        gone && "opacity-50",
      )}
    >
      <SelectBox row={row} selected={selected} hands={hands} />
      <a
        href={`/tasks/${row.id}`}
        data-task={row.id}
        tabIndex={current ? 0 : -1}
        aria-current={shown ? "true" : undefined}
        onPointerEnter={() => hands.near(row.id)}
        onFocus={() => hands.focused(row.id)}
        onClick={open}
        className="focus-inset grid h-full grid-cols-[minmax(0,1fr)_auto] grid-rows-2 content-center items-center gap-x-3 py-1.5 pr-3 pl-9 text-sm @2xl/list:grid-cols-[5.25rem_minmax(0,1fr)_auto] @2xl/list:grid-rows-1 @2xl/list:py-0 @2xl/list:pr-4"
      >
        <span className="@2xl/list:order-none order-2 text-right text-xs">
          <TimeLeft row={row} />
        </span>
        <span className="@2xl/list:contents order-1 flex min-w-0 items-center gap-2">
          <span className="flex min-w-0 items-center gap-2 @2xl/list:gap-2.5">
            <PriorityIcon priority={row.priority} />
            <span dir="auto" className="@2xl/list:max-w-[55%] @2xl/list:shrink-0 truncate font-medium">
              {row.title}
            </span>
            <Words row={row} className="@2xl/list:inline hidden" />
          </span>
        </span>
        <Words row={row} className="order-3 pl-6 text-xs @2xl/list:hidden" />
        <Facts {...props} />
      </a>
    </li>
  );
});

/** Who asks, and their last words. */
function Words({ row, className }: { row: InboxRow; className: string }) {
  return (
    <span dir="auto" className={cn("min-w-0 truncate text-ink-subtle", className)}>
      {row.customer && <span className="text-ink-muted">{row.customer}</span>}
      {row.customer && row.snippet && ": "}
      {row.snippet}
    </span>
  );
}

function Facts({ row, meId }: Props) {
  const t = useTranslations("inbox.row");
  return (
    <span className="order-4 flex items-center justify-end gap-2 text-ink-subtle text-xs @2xl/list:gap-2.5">
      {row.escalationLevel > 0 && (
        <Badge tone="warn">
          <ChevronsUp aria-hidden />
          <span className="sr-only">{t("escalated")}</span>
          {row.escalationLevel}
        </Badge>
      )}
      <span className="flex w-3.5">{row.channel && <Channel channel={row.channel} />}</span>
      <span className="@2xl/list:inline @4xl/list:w-32 hidden w-24 truncate">{row.team?.name}</span>
      <Holder row={row} meId={meId} />
      <RelativeTime at={row.createdAt} className="@2xl/list:inline hidden w-8 text-right" />
    </span>
  );
}

const channelIcons: Record<string, LucideIcon> = {
  whatsapp: MessageCircle,
  email: Mail,
  slack: Hash,
  phone: Phone,
  sms: Phone,
  web: Globe,
};

function Channel({ channel }: { channel: string }) {
  const Icon = channelIcons[channel] ?? MessageSquare;
  return (
    <span className="flex">
      <Icon className="size-3.5" aria-hidden />
      <span className="sr-only">{channel}</span>
    </span>
  );
}

/** Whose it is, with a mark when somebody looks at it now. */
function Holder({ row, meId }: { row: InboxRow; meId: string | undefined }) {
  const t = useTranslations("inbox.row");
  const others = usePresence(row.id);
  const typing = others.some((one) => one.typing);
  const names = others.map(({ name }) => name).join(", ");
  const { holder } = row;
  return (
    <span className="relative flex w-5 shrink-0 justify-center @2xl/list:w-24 @2xl/list:justify-start @2xl/list:gap-1.5">
      {holder ? (
        <span className="flex min-w-0 items-center gap-1.5">
          <Avatar name={holder.name} type={holder.type} size="sm" />
          <span className={cn("@2xl/list:inline hidden max-w-20 truncate", row.claimed && "text-ink-muted")}>
            {holder.id === meId ? t("you") : holder.name.split(" ")[0]}
          </span>
          <span className="@2xl/list:hidden sr-only">{holder.id === meId ? t("you") : holder.name}</span>
        </span>
      ) : (
        <span className="flex items-center gap-1.5">
          <span className="size-5 rounded-full border border-control border-dashed" aria-hidden />
          <span className="@2xl/list:not-sr-only sr-only truncate">{t("nobody")}</span>
        </span>
      )}
      {others.length > 0 && (
        <span
          className={cn(
            "-top-0.5 absolute left-4 size-2 rounded-full ring-2 ring-surface",
            typing ? "animate-pulse bg-person" : "bg-accent",
          )}
        >
          <span className="sr-only">{t(typing ? "typing" : "looking", { names })}</span>
        </span>
      )}
    </span>
  );
}

/** A box for the mouse and for fingers. Keys select with x, and every row's link says whether it is selected. */
function SelectBox({ row, selected, hands }: Pick<Props, "row" | "selected" | "hands">) {
  const t = useTranslations("inbox.row");
  return (
    <label className="absolute top-0 left-0 z-1 flex h-full w-9 cursor-pointer items-center justify-center">
      <input
        type="checkbox"
        tabIndex={-1}
        checked={selected}
        aria-label={t("select", { title: row.title })}
        onChange={(event) => hands.toggle(row.id, (event.nativeEvent as unknown as MouseEvent).shiftKey)}
        className="peer sr-only"
      />
      <span
        aria-hidden
        className={cn(
          "flex size-4 items-center justify-center rounded-sm border border-control bg-surface",
          "hover-hover:opacity-0 peer-checked:border-accent peer-checked:bg-accent peer-checked:opacity-100 group-hover/row:opacity-100 group-has-focus-visible/row:opacity-100",
        )}
      >
        {selected && <Check className="size-3 text-on-accent" strokeWidth={3} />}
      </span>
    </label>
  );
}

function TimeLeft({ row }: { row: InboxRow }) {
  const t = useTranslations("inbox.row");
  if (!isOpen(row)) return <TaskStatusPill status={row.status} />;
  if (row.snoozedUntil) {
    return (
      <span className="inline-flex items-center gap-1 align-middle text-ink-muted">
        <AlarmClock className="size-3.5" aria-hidden />
        <span className="sr-only">{t("snoozed")}</span>
        <Countdown dueAt={row.snoozedUntil} since={row.createdAt} className="font-normal! text-ink-muted!" />
      </span>
    );
  }
  if (row.waitingSince) {
    return (
      <span className="inline-flex items-center gap-1 align-middle text-ink-muted">
        <Hourglass className="size-3.5" aria-hidden />
        <span className="sr-only">{t("waiting")}</span>
        <RelativeTime at={row.waitingSince} />
      </span>
    );
  }
  const due = row.nextDueAt ?? row.breachedAt;
  if (due) return <Countdown dueAt={due} since={row.createdAt} />;
  return (
    <span className="text-ink-subtle">
      <span aria-hidden>–</span>
      <span className="sr-only">{t("noDeadline")}</span>
    </span>
  );
}
