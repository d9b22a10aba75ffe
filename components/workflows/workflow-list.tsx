"use client";

import Link from "next/link";
import { trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/time";
import type { WorkflowSummary } from "@/server/domain/workflows/schema";

/** The workflows of the workspace. */
export function WorkflowList() {
  const query = trpc.workflow.list.useInfiniteQuery(
    { limit: 50 },
    { getNextPageParam: (page) => page.nextCursor ?? undefined },
  );
  const workflows = query.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-12 items-center border-b px-4">
        <h1 className="font-semibold">Workflows</h1>
      </header>
      {query.isPending ? (
        <SkeletonRows label="Loading workflows" />
      ) : query.isError && !query.data ? (
        <QueryError error={query.error} page what="the workflows" onRetry={() => query.refetch()} />
      ) : workflows.length === 0 ? (
        <EmptyState
          kind="empty"
          title="No workflows yet"
          action={
            <Button asChild>
              <Link href="/docs/api">How to publish one</Link>
            </Button>
          }
        >
          A workflow is published over REST or MCP, and appears here with all its versions.
        </EmptyState>
      ) : (
        <div className="min-h-0 flex-1 pb-6 md:overflow-y-auto">
          <ul aria-label="Workflows">
            {workflows.map((workflow) => (
              <WorkflowRow key={workflow.id} workflow={workflow} />
            ))}
          </ul>
          {query.hasNextPage && (
            <div className="flex justify-center p-4">
              <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function WorkflowRow({
  workflow: { name, title, description, version, updatedAt },
}: {
  workflow: WorkflowSummary;
}) {
  return (
    <li className="border-b hover:bg-hover has-[a:focus-visible]:bg-hover">
      <Link
        href={`/workflows/${name}`}
        prefetch={false}
        className="focus-inset grid min-h-12 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 py-2 text-sm"
      >
        <span className="min-w-0">
          <span className="flex items-baseline gap-2">
            <span className="truncate font-medium">{title}</span>
            <code className="truncate text-ink-subtle text-xs">{name}</code>
          </span>
          {description && <span className="block truncate text-ink-muted text-xs">{description}</span>}
        </span>
        <span className="flex items-center gap-3 text-ink-subtle text-xs">
          <Badge>v{version}</Badge>
          <RelativeTime at={updatedAt} className="w-8 text-right" />
        </span>
      </Link>
    </li>
  );
}
