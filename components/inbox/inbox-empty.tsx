"use client";

import { useTranslations } from "next-intl";
import { useMay, useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { later } from "@/components/ui/on-demand";
import { type Filters, isNarrowed, plainView, widened } from "./filters";

const Onboarding = later(() => import("@/components/home/onboarding").then((module) => module.Onboarding));

/** Why the list is empty: nothing matches, nothing is there, or the workspace is new and has things to set up. */
export function InboxEmpty({ filters, onGo }: { filters: Filters; onGo: (filters: Filters) => void }) {
  const t = useTranslations("inbox.empty");
  const counts = trpc.task.counts.useQuery({}).data;
  const admin = useMay("admin:settings");
  const teamless = useTeamless();
  const closed = trpc.task.list.useQuery({ view: "closed", limit: 1 }, { enabled: admin });
  const { view, text } = filters;
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        kind="noMatch"
        title={t("noMatch")}
        action={<Button onClick={() => onGo(widened(filters))}>{t("clear")}</Button>}
      >
        {text ? t("noMatchText", { text }) : t("otherFilters")}
      </EmptyState>
    );
  }
  const never = counts?.open === 0 && closed.data?.data.length === 0;
  if (never && admin)
    return (
      <div className="relative flex-1 overflow-y-auto px-4 py-8 sm:py-12">
        <Onboarding />
      </div>
    );
  const unreached = teamless && (view === "teams" || view === "mine");
  const open = counts?.open ?? 0;
  return (
    <EmptyState
      kind="empty"
      title={unreached ? t("teamless") : t(`${view}.title`)}
      action={
        open > 0 && view !== "open" && view !== "closed" ? (
          <Button onClick={() => onGo(plainView("open"))}>{t("showAll", { count: open })}</Button>
        ) : undefined
      }
    >
      {unreached ? t("teamlessText") : t(`${view}.text`)}
    </EmptyState>
  );
}

/** Whether one waits for tasks in vain: in no team, and without the right to change that. */
function useTeamless(): boolean {
  const me = useMe();
  const mayManage = useMay("admin:teams");
  const mine = trpc.team.list.useQuery(
    { memberId: me?.user.id, limit: 1 },
    { enabled: me !== undefined && !mayManage },
  );
  return mine.data?.data.length === 0 && !mayManage;
}
