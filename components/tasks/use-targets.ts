import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";

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
  const teams = trpc.team.list.useQuery({}, { enabled });
  const members = trpc.member.list.useQuery({}, { enabled });
  return [
    ...(teams.data?.data ?? []).map((team) => ({
      key: `team ${team.id}`,
      name: team.name,
      hint: t("team"),
      assignTo: { team: team.slug },
    })),
    ...(members.data?.data ?? [])
      .filter((member) => member.active && member.role !== "viewer")
      .map((member) => ({
        key: `user ${member.userId}`,
        name: member.name,
        hint: member.email,
        assignTo: { user: member.userId },
      })),
  ];
}
