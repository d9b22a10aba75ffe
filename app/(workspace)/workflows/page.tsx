import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { WorkflowList } from "@/components/workflows/workflow-list";
import { prefetch, requireActor } from "@/server/doors/page";

export const metadata: Metadata = { title: "Workflows" };

export default async function WorkflowsPage() {
  await requireActor("/workflows");
  const state = await prefetch((q) => [q.workflow.list.prefetchInfinite({ limit: 50 })]);
  return (
    <HydrationBoundary state={state}>
      <WorkflowList />
    </HydrationBoundary>
  );
}
