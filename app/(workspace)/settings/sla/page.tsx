import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SlaSettings } from "@/components/sla/policies";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sla.policies");
  return { title: t("title") };
}

export default async function Page() {
  await requireActor("/settings/sla");
  const state = await prefetch((q) => [q.slaPolicy.list.prefetch({}), q.escalationChain.list.prefetch({})]);
  return (
    <HydrationBoundary state={state}>
      <SlaSettings />
    </HydrationBoundary>
  );
}
