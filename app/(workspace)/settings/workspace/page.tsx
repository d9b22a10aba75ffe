import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WorkspaceSettings } from "@/components/settings/workspace-form";
import { roster } from "@/components/shell/roster";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("workspace.title") };
}

export default async function Page() {
  await requireActor("/settings/workspace");
  const state = await prefetch((q) => [
    q.tenant.get.prefetch(),
    q.tenant.limits.prefetch({}),
    q.team.list.prefetchInfinite(roster),
    q.slaPolicy.list.prefetch({}),
    q.calendar.list.prefetch({}),
  ]);
  return (
    <HydrationBoundary state={state}>
      <WorkspaceSettings />
    </HydrationBoundary>
  );
}
