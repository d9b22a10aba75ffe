import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { WorkspaceSettings } from "@/components/settings/workspace-form";
import { prefetch, requireActor } from "@/server/doors/page";

export const metadata: Metadata = { title: "Workspace" };

export default async function Page() {
  await requireActor("/settings/workspace");
  const state = await prefetch((q) => [q.tenant.get.prefetch()]);
  return (
    <HydrationBoundary state={state}>
      <WorkspaceSettings />
    </HydrationBoundary>
  );
}
