import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Members } from "@/components/settings/members";
import { roster } from "@/components/shell/roster";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("members.title") };
}

export default async function Page() {
  await requireActor("/settings/members");
  const state = await prefetch((q) => [
    q.member.list.prefetchInfinite(roster),
    q.invite.list.prefetchInfinite({ limit: 200 }),
  ]);
  return (
    <HydrationBoundary state={state}>
      <Members />
    </HydrationBoundary>
  );
}
