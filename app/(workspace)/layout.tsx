import { HydrationBoundary } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import { WorkspaceLeft } from "@/components/shell/workspace-left";
import { WorkspaceShell } from "@/components/shell/workspace-shell";
import { Words } from "@/components/words/words";
import { pageCaller, prefetch } from "@/server/doors/page";

/** One goes from any of these pages to any other without a new document: they come with all words. */
const words: ComponentProps<typeof Words>["of"] = [
  "shell",
  "home",
  "inbox",
  "tasks",
  "sla",
  "conversations",
  "runs",
  "workflows",
  "triggers",
  "settings",
];

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const caller = await pageCaller();
  // The page sends them to sign in and back; no part of the workspace is shown to them until then.
  if (caller.type === "visitor") return children;
  const state = await prefetch((q) => [
    q.account.me.prefetch(),
    q.task.counts.prefetch({}),
    q.conversation.counts.prefetch({}),
    q.notification.list.prefetch({ limit: 20 }),
  ]);
  return (
    <HydrationBoundary state={state}>
      {/* The mark is what the page's calls say of where they belong. */}
      <div data-workspace={caller.tenantId} className="contents">
        <Words of={words}>
          <WorkspaceShell>{children}</WorkspaceShell>
          <WorkspaceLeft />
        </Words>
      </div>
    </HydrationBoundary>
  );
}
