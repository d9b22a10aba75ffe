import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { roster } from "@/components/shell/roster";
import { PolicyPage } from "@/components/sla/policy-editor";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sla.policies");
  return { title: t("title") };
}

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  await requireActor(`/settings/sla/policies/${name}`);
  const state = await prefetch((q) => [
    q.slaPolicy.get.prefetch({ name }),
    q.calendar.list.prefetch({}),
    q.escalationChain.list.prefetch({}),
    q.team.list.prefetchInfinite(roster),
    q.workflow.list.prefetch({ limit: 200 }),
  ]);
  return (
    <HydrationBoundary state={state}>
      <PolicyPage name={name} />
    </HydrationBoundary>
  );
}
