import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WorkflowList } from "@/components/workflows/workflow-list";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("workflows");
  return { title: t("title") };
}

export default async function WorkflowsPage() {
  await requireActor("/workflows");
  const state = await prefetch((q) => [q.workflow.list.prefetchInfinite({ limit: 50 })]);
  return (
    <HydrationBoundary state={state}>
      <WorkflowList />
    </HydrationBoundary>
  );
}
