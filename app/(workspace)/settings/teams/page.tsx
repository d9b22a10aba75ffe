import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Teams } from "@/components/settings/teams";
import { roster } from "@/components/shell/roster";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("teams.title") };
}

export default async function Page() {
  await requireActor("/settings/teams");
  const state = await prefetch((q) => [q.team.list.prefetchInfinite(roster)]);
  return (
    <HydrationBoundary state={state}>
      <Teams />
    </HydrationBoundary>
  );
}
