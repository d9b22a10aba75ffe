"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { TeamAssignmentDialog } from "@/components/sla/team-assignment";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import type { TeamView } from "@/server/domain/teams/schema";
import { CreateTeamDialog } from "./create-team-dialog";
import { EditTeamDialog } from "./edit-team-dialog";
import { ListCard } from "./section";
import { strategyLabels } from "./strategies";
import { TeamMembersDialog } from "./team-members-dialog";

type Act = { team: TeamView; what: "edit" | "members" | "assignment" | "delete" };

/** The teams, who is in them and how their tasks are handed out. */
export function Teams() {
  const mayManage = useMay("admin:teams");
  const utils = trpc.useUtils();
  const [creating, setCreating] = useState(false);
  const [act, setAct] = useState<Act | null>(null);
  const query = trpc.team.list.useQuery({});
  const remove = trpc.team.delete.useMutation({ onSettled: () => utils.team.invalidate() });
  const close = (open: boolean) => !open && setAct(null);
  const newTeam = (
    <Button
      variant="primary"
      disabledReason={mayManage ? null : "Only admins and owners manage teams."}
      onClick={() => setCreating(true)}
    >
      New team
    </Button>
  );
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title="Teams" action={newTeam}>
        A team shares a queue of tasks. Workflows send tasks to a team by its short name.
      </PageHeader>
      <ListCard query={query} what="the teams">
        {query.data?.data.length === 0 ? (
          <EmptyState kind="empty" title="No teams yet">
            Make one for the people who answer the same kind of question.
          </EmptyState>
        ) : (
          <ul aria-label="Teams" className="divide-y">
            {query.data?.data.map((team) => (
              <TeamRow
                key={team.id}
                team={team}
                mayManage={mayManage}
                onAct={(what) => setAct({ team, what })}
              />
            ))}
          </ul>
        )}
      </ListCard>
      <CreateTeamDialog open={creating} onOpenChange={setCreating} />
      {act?.what === "edit" && <EditTeamDialog key={act.team.id} team={act.team} onOpenChange={close} />}
      {act?.what === "members" && <TeamMembersDialog team={act.team} onOpenChange={close} />}
      {act?.what === "assignment" && <TeamAssignmentDialog team={act.team} onOpenChange={close} />}
      <ConfirmDialog
        open={act?.what === "delete"}
        onOpenChange={close}
        title={`Delete the team ${act?.team.name}?`}
        action="Delete team"
        onConfirm={async () => {
          if (act) await remove.mutateAsync({ teamId: act.team.id });
        }}
      >
        Its members keep their seats. Workflows that send tasks to “{act?.team.slug}” will fail at that step
        until you change them.
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
  const t = useTranslations("sla.team");
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2">
      <div className="wrap-anywhere min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium text-sm">{team.name}</span>
          <code className="text-ink-subtle text-xs">{team.slug}</code>
        </div>
        <div className="text-ink-subtle text-xs">{strategyLabels[team.assignmentStrategy]}</div>
      </div>
      <Button
        size="sm"
        className="shrink-0"
        onClick={() => onAct("members")}
        aria-label={`Members of ${team.name}`}
      >
        {team.memberCount} {team.memberCount === 1 ? "member" : "members"}
      </Button>
      {mayManage && (
        <Menu
          trigger={
            <Button variant="ghost" size="icon" aria-label={`Actions for ${team.name}`}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => onAct("edit")}>Edit…</MenuItem>
          <MenuItem onSelect={() => onAct("members")}>Members…</MenuItem>
          <MenuItem onSelect={() => onAct("assignment")}>{t("menu")}</MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={() => onAct("delete")}>
            Delete…
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
