import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { roster } from "@/components/shell/roster";
import { ChainEditor } from "@/components/sla/chain-editor";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sla.chain");
  return { title: t("new") };
}

export default async function Page() {
  await requireActor("/settings/sla/chains/new");
  const state = await prefetch((q) => [
    q.team.list.prefetchInfinite(roster),
    q.member.list.prefetchInfinite(roster),
  ]);
  return (
    <HydrationBoundary state={state}>
      <ChainEditor />
    </HydrationBoundary>
  );
}
