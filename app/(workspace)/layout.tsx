import { HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { WorkspaceShell } from "@/components/shell/workspace-shell";
import { prefetch } from "@/server/doors/page";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const state = await prefetch((q) => [q.account.me.prefetch(), q.task.counts.prefetch({})]);
  return (
    <HydrationBoundary state={state}>
      <WorkspaceShell>{children}</WorkspaceShell>
    </HydrationBoundary>
  );
}
