"use client";

import {
  Archive,
  Bookmark,
  CircleDashed,
  Flame,
  Hourglass,
  Inbox,
  type LucideIcon,
  Share2,
  Timer,
  UserRound,
  UsersRound,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { later } from "@/components/ui/on-demand";
import type { SavedView, TaskViewName } from "@/server/domain/inbox/schema";
import { type Filters, filtersOf, inboxAddress, isNarrowed, plainView, VIEWS } from "./filters";

const ViewMenu = later(() => import("./view-menu").then((module) => module.ViewMenu));

const icons: Record<TaskViewName, LucideIcon> = {
  mine: UserRound,
  teams: UsersRound,
  unassigned: CircleDashed,
  dueSoon: Timer,
  breached: Flame,
  waiting: Hourglass,
  open: Inbox,
  closed: Archive,
};

/** Where counting stops: so many mean at least so many. */
const mostCounted = 1000;

interface Props {
  filters: Filters;
  onGo: (filters: Filters) => void;
}

/** The views that everybody has, those that were saved, and the teams; each with how much is in it. */
export function ViewsPane({ filters, onGo }: Props) {
  const t = useTranslations("inbox");
  const me = useMe();
  const counts = trpc.task.counts.useQuery({}).data;
  const more = trpc.view.counts.useQuery({}).data;
  const views = trpc.view.list.useQuery({}).data?.data ?? [];
  const mine = trpc.team.list.useQuery({ memberId: me?.user.id }, { enabled: me !== undefined }).data;
  const all = trpc.team.list.useQuery({}).data;
  const own = new Set(mine?.data.map(({ id }) => id));
  const teams = (all?.data ?? []).toSorted((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)));
  const plain = !filters.saved && !isNarrowed(filters);
  return (
    <nav aria-label={t("views.label")} className="flex flex-col gap-4 overflow-y-auto p-2">
      <ul className="flex flex-col gap-px">
        {VIEWS.map((view) => (
          <View
            key={view}
            to={plainView(view)}
            icon={icons[view]}
            label={t(`views.${view}`)}
            count={view === "closed" ? undefined : counts?.[view]}
            alarming={view === "breached"}
            here={plain && filters.view === view}
            onGo={onGo}
          />
        ))}
      </ul>
      {views.length > 0 && (
        <Part title={t("views.saved")}>
          {views.map((view) => (
            <View
              key={view.id}
              to={filtersOf(view)}
              icon={view.shared ? Share2 : Bookmark}
              label={view.name}
              count={more?.views[view.id]}
              here={filters.saved === view.id}
              onGo={onGo}
              menu={view.mayChange ? <Menu view={view} onGo={onGo} /> : null}
            />
          ))}
        </Part>
      )}
      {teams.length > 0 && (
        <Part title={t("views.teamsTitle")}>
          {teams.slice(0, 30).map(({ id, slug, name }) => (
            <View
              key={id}
              to={{ ...plainView("open"), team: [slug] }}
              icon={UsersRound}
              label={name}
              count={more?.teams[id]}
              here={!filters.saved && filters.team?.length === 1 && filters.team[0] === slug}
              onGo={onGo}
            />
          ))}
        </Part>
      )}
    </nav>
  );
}

function Menu({ view, onGo }: { view: SavedView; onGo: Props["onGo"] }) {
  return <ViewMenu view={view} onDeleted={() => onGo(plainView("teams"))} />;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="px-2 pb-1 font-medium text-ink-subtle text-xs">{title}</h2>
      <ul className="flex flex-col gap-px">{children}</ul>
    </section>
  );
}

function View({
  to,
  icon: Icon,
  label,
  count,
  alarming,
  here,
  onGo,
  menu,
}: {
  to: Filters;
  icon: LucideIcon;
  label: string;
  count: number | undefined;
  /** Any is one too many. */
  alarming?: boolean;
  here: boolean;
  onGo: (filters: Filters) => void;
  menu?: ReactNode;
}) {
  return (
    <li className="group/view relative">
      <a
        href={inboxAddress(to)}
        aria-current={here ? "page" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onGo(to);
        }}
        className={cn(
          "focus-inset flex h-8 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover",
          here ? "bg-pressed font-medium text-ink hover:bg-pressed" : "text-ink-muted",
        )}
      >
        <Icon className="size-4 shrink-0" aria-hidden />
        <span className="truncate">{label}</span>
        {count !== undefined && count > 0 && (
          <span
            className={cn(
              "tabular ml-auto font-normal text-xs",
              alarming ? "text-danger-ink" : here ? "text-ink-muted" : "text-ink-subtle",
              menu &&
                "mr-5.5 hover-hover:mr-0 hover-hover:group-focus-within/view:opacity-0 hover-hover:group-hover/view:opacity-0",
            )}
          >
            {count >= mostCounted ? `${mostCounted}+` : count}
          </span>
        )}
      </a>
      {menu && (
        <div className="absolute top-1 right-1 hover-hover:opacity-0 focus-within:opacity-100 group-hover/view:opacity-100 has-data-[state=open]:opacity-100">
          {menu}
        </div>
      )}
    </li>
  );
}

/** What the list shows, in a word: its view, or the name under which it was saved. */
export function useViewName(filters: Filters): string {
  const t = useTranslations("inbox.views");
  const saved = trpc.view.list.useQuery({}).data?.data.find(({ id }) => id === filters.saved);
  const teams = trpc.team.list.useQuery({}).data?.data;
  if (saved) return saved.name;
  const [team] = filters.team ?? [];
  if (filters.view === "open" && filters.team?.length === 1)
    return teams?.find(({ slug }) => slug === team)?.name ?? t("open");
  return t(filters.view);
}
