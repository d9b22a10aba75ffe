import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PolicyEditor } from "@/components/sla/policy-editor";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sla.policy");
  return { title: t("new") };
}

export default async function Page() {
  await requireActor("/settings/sla/policies/new");
  const state = await prefetch((q) => [q.calendar.list.prefetch({}), q.escalationChain.list.prefetch({})]);
  return (
    <HydrationBoundary state={state}>
      <PolicyEditor />
    </HydrationBoundary>
  );
}
