"use client";

import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { QueryError } from "@/components/ui/query-error";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { RunStatusPill, runStatuses, runStatusLabel } from "@/components/ui/status";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import { Duration } from "./duration";
import { readStatus, runListInput } from "./run-filters";

const any = "any";

/** The runs of the workspace, newest first. */
export function RunList() {
  const router = useRouter();
  const search = useSearchParams();
  const status = readStatus(search.get("status"));
  const query = trpc.run.list.useInfiniteQuery(runListInput(status), {
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const runs = query.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-11 items-center justify-between gap-3 border-b px-4 py-1.5">
        <h1 className="font-semibold">Runs</h1>
        <Select
          size="sm"
          label="Status"
          value={status ?? any}
          onValueChange={(next) => router.replace(next === any ? "/runs" : `/runs?status=${next}`)}
          options={[
            { value: any, label: "Any status" },
            ...runStatuses.map((known) => ({ value: known, label: runStatusLabel(known) })),
          ]}
        />
      </header>
      {query.isPending ? (
        <SkeletonRows label="Loading runs" />
      ) : query.isError && !query.data ? (
        <QueryError error={query.error} what="the runs" onRetry={() => query.refetch()} />
      ) : runs.length === 0 ? (
        <NoRuns narrowed={status !== undefined} />
      ) : (
        <div className="relative min-h-0 flex-1 pb-6 md:overflow-y-auto">
          <Table
            label="Runs"
            head={
              <>
                <Th>Workflow</Th>
                <Th>Status</Th>
                <Th className="max-md:hidden">Started by</Th>
                <Th className="text-right">Took</Th>
                <Th className="text-right">Started</Th>
              </>
            }
          >
            {runs.map((run) => (
              <Tr key={run.id} className="relative hover:bg-hover">
                <Td>
                  <Link
                    href={`/runs/${run.id}`}
                    prefetch={false}
                    className="font-medium after:absolute after:inset-0"
                  >
                    {run.workflow}
                  </Link>
                  <code className="text-ink-subtle text-xs max-sm:block sm:ml-2">{run.id.slice(-6)}</code>
                </Td>
                <Td>
                  <RunStatusPill status={run.status} />
                </Td>
                <Td className="text-ink-muted max-md:hidden">{run.startedBy.name}</Td>
                <Td className="text-right text-ink-muted">
                  <Duration from={run.createdAt} to={run.endedAt} />
                </Td>
                <Td className="text-right text-ink-muted">
                  <RelativeTime at={run.createdAt} />
                </Td>
              </Tr>
            ))}
          </Table>
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

function NoRuns({ narrowed }: { narrowed: boolean }) {
  if (narrowed) {
    return (
      <EmptyState
        kind="noMatch"
        title="No run is in this state"
        action={
          <Button asChild>
            <Link href="/runs">Show all runs</Link>
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState kind="empty" title="No runs yet">
      A run appears here when a bot or a person starts a workflow.
    </EmptyState>
  );
}
