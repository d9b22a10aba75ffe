import { useTranslations } from "next-intl";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { useTaskStatusLabel } from "@/components/ui/status";
import type { TaskPriority, TaskStatus } from "@/server/domain/tasks/schema";
import type { ListName } from "./filters";

/** The words for a filter's value: what a team or a person is called, and what a state means. */
export function useFilterWords(): (name: ListName, value: string, given?: string) => string {
  const t = useTranslations("inbox");
  const statusLabel = useTaskStatusLabel();
  const me = useMe();
  const teams = trpc.team.list.useQuery({}).data?.data;
  const members = trpc.member.list.useQuery({}).data?.data;
  return (name, value, given) => {
    if (value === "none" && name === "team") return t("filter.noTeam");
    if (value === "none" && name === "assignee") return t("filter.nobody");
    if (value === "none" && name === "workflow") return t("filter.noWorkflow");
    if (name === "status") return statusLabel(value as TaskStatus);
    if (name === "priority") return t(`priority.${value as TaskPriority}`);
    if (name === "team")
      return teams?.find(({ id, slug }) => value === id || value === slug)?.name ?? given ?? value;
    if (name !== "assignee") return value;
    if (value === "me" || value === me?.user.id) return t("filter.me");
    return members?.find(({ userId }) => userId === value)?.name ?? given ?? value;
  };
}
