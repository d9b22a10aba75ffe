import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { roster } from "@/components/shell/roster";
import { ChainPage } from "@/components/sla/chain-editor";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sla.chains");
  return { title: t("title") };
}

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  await requireActor(`/settings/sla/chains/${name}`);
  const state = await prefetch((q) => [
    q.escalationChain.get.prefetch({ name }),
    q.team.list.prefetchInfinite(roster),
    q.member.list.prefetchInfinite(roster),
  ]);
  return (
    <HydrationBoundary state={state}>
      <ChainPage name={name} />
    </HydrationBoundary>
  );
}
