import { useTranslations } from "next-intl";
import { useMembers, useTeams } from "@/components/shell/use-rosters";

/** Whom a task can be given to. */
export interface Target {
  key: string;
  name: string;
  hint: string;
  assignTo: { team: string } | { user: string };
}

/** Every team and everybody who may work, for a dialog that is open. */
export function useTargets(enabled: boolean): Target[] {
  const t = useTranslations("tasks.reassign");
  const teams = useTeams(enabled);
  const members = useMembers(enabled);
  return [
    ...teams.rows.map((team) => ({
      key: `team ${team.id}`,
      name: team.name,
      hint: t("team"),
      assignTo: { team: team.slug },
    })),
    ...members.rows
      .filter((member) => member.active && member.role !== "viewer")
      .map((member) => ({
        key: `user ${member.userId}`,
        name: member.name,
        hint: member.email,
        assignTo: { user: member.userId },
      })),
  ];
}
