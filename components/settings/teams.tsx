"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { roster } from "@/components/shell/roster";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { later } from "@/components/ui/on-demand";
import { inPages, rowsOf } from "@/components/ui/pages";
import { ShowMore } from "@/components/ui/show-more";
import type { TeamView } from "@/server/domain/teams/schema";
import { SearchedList } from "./searched-list";

const CreateTeamDialog = later(() =>
  import("./create-team-dialog").then((module) => module.CreateTeamDialog),
);
const EditTeamDialog = later(() => import("./edit-team-dialog").then((module) => module.EditTeamDialog));
const TeamMembersDialog = later(() =>
  import("./team-members-dialog").then((module) => module.TeamMembersDialog),
);
const TeamAssignmentDialog = later(() =>
  import("@/components/sla/team-assignment").then((module) => module.TeamAssignmentDialog),
);

type Act = { team: TeamView; what: "edit" | "members" | "assignment" | "delete" };

/** The teams, who is in them and how their tasks are handed out. */
export function Teams() {
  const t = useTranslations("settings");
  const mayManage = useMay("admin:teams");
  const utils = trpc.useUtils();
  const [creating, setCreating] = useState(false);
  const [search, setSearch] = useState<string>();
  const [act, setAct] = useState<Act | null>(null);
  const query = trpc.team.list.useInfiniteQuery({ ...roster, ...(search ? { query: search } : {}) }, inPages);
  const shown = rowsOf(query);
  const remove = trpc.team.delete.useMutation({ onSettled: () => utils.team.invalidate() });
  const close = (open: boolean) => !open && setAct(null);
  const newTeam = (
    <Button
      variant="primary"
      disabledReason={mayManage ? null : t("teams.onlyAdmins")}
      onClick={() => setCreating(true)}
    >
      {t("teams.new")}
    </Button>
  );
  return (
    <div className="flex flex-col gap-5">
      <SearchedList
        title={t("teams.title")}
        lead={t("teams.lead")}
        add={newTeam}
        search={{ label: t("teams.searchLabel"), text: search, onChange: setSearch }}
        query={query}
        what={t("teams.what")}
        count={shown.length}
        empty={{ title: t("teams.emptyTitle"), text: t("teams.emptyText") }}
      >
        <ul aria-label={t("teams.title")} className="divide-y">
          {shown.map((team) => (
            <TeamRow
              key={team.id}
              team={team}
              mayManage={mayManage}
              onAct={(what) => setAct({ team, what })}
            />
          ))}
        </ul>
      </SearchedList>
      <ShowMore query={query} className="" />
      {creating && <CreateTeamDialog open onOpenChange={setCreating} />}
      {act?.what === "edit" && <EditTeamDialog key={act.team.id} team={act.team} onOpenChange={close} />}
      {act?.what === "members" && <TeamMembersDialog team={act.team} onOpenChange={close} />}
      {act?.what === "assignment" && <TeamAssignmentDialog team={act.team} onOpenChange={close} />}
      <ConfirmDialog
        open={act?.what === "delete"}
        onOpenChange={close}
        title={t("teams.deleteTitle", { name: act?.team.name ?? "" })}
        action={t("teams.deleteAction")}
        onConfirm={async () => {
          if (act) await remove.mutateAsync({ teamId: act.team.id });
        }}
      >
        {t("teams.deleteText", { slug: act?.team.slug ?? "" })}
      </ConfirmDialog>
    </div>
  );
}

function TeamRow({
  team,
  mayManage,
  onAct,
}: {
  team: TeamView;
  mayManage: boolean;
  onAct: (what: Act["what"]) => void;
}) {
  const t = useTranslations("settings");
  const assignment = useTranslations("sla.team");
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2">
      <div className="wrap-anywhere min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium text-sm">{team.name}</span>
          <code className="text-ink-subtle text-xs">{team.slug}</code>
        </div>
        <div className="text-ink-subtle text-xs">{t(`strategyHints.${team.assignmentStrategy}`)}</div>
      </div>
      <Button
        size="sm"
        className="shrink-0"
        onClick={() => onAct("members")}
        aria-label={t("teams.membersOf", { name: team.name })}
      >
        {t("teams.memberCount", { count: team.memberCount })}
      </Button>
      {mayManage && (
        <Menu
          trigger={
            <Button variant="ghost" size="icon" aria-label={t("teams.actionsFor", { name: team.name })}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => onAct("edit")}>{t("teams.edit")}</MenuItem>
          <MenuItem onSelect={() => onAct("members")}>{t("teams.membersItem")}</MenuItem>
          <MenuItem onSelect={() => onAct("assignment")}>{assignment("menu")}</MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={() => onAct("delete")}>
            {t("teams.delete")}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
