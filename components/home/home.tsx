"use client";

import { useTranslations } from "next-intl";
import { useMay, useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { PageHeader } from "@/components/ui/page-header";
import { Mentions } from "./mentions";
import { NowCounts, TaskSection } from "./now";
import { Onboarding } from "./onboarding";
import { TeamToday } from "./team-today";

/** What needs me now; for admins, how the team's work stands today, and what a new workspace still lacks. */
export function Home() {
  const t = useTranslations("home");
  const me = useMe();
  const manages = useMay("tasks:admin");
  const first = me?.user.name.split(" ")[0] ?? "";
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-8 px-4 py-6 sm:px-6">
      <PageHeader title={t("title", { name: first })}>
        {t("lead", { workspace: me?.tenant?.name ?? "" })}
      </PageHeader>
      <GettingStarted />
      <NowCounts />
      <div className="grid gap-8 lg:grid-cols-2">
        <TaskSection view="mine" />
        <TaskSection view="unassigned" />
      </div>
      <Mentions />
      {manages && <TeamToday />}
    </div>
  );
}

/** The first steps, until all are done or somebody has seen enough of them. */
function GettingStarted() {
  const mayManage = useMay("admin:settings");
  const { data } = trpc.home.onboarding.useQuery({}, { enabled: mayManage });
  if (!mayManage || !data || data.dismissed || data.done) return null;
  return <Onboarding />;
}
