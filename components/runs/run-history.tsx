"use client";

import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { JsonBlock } from "@/components/ui/json-value";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ExactTime } from "@/components/ui/time";
import type { RunHistoryEntry } from "@/server/domain/runs/schema";
import { eventWords } from "./event-words";

/** Everything that happened in the run, in order; each event opens to show what it carried. */
export function RunHistory({ runId }: { runId: string }) {
  const query = trpc.run.history.useInfiniteQuery(
    { runId, limit: 100 },
    { getNextPageParam: (page) => page.nextCursor ?? undefined },
  );
  if (query.isPending) return <SkeletonRows rows={4} label="Loading the history" />;
  if (query.isError)
    return <QueryError error={query.error} what="the history" onRetry={() => query.refetch()} />;
  const entries = query.data.pages.flatMap((page) => page.data);
  return (
    <>
      <ol aria-label="History" className="divide-y rounded-lg border">
        {entries.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
      {query.hasNextPage && (
        <div className="flex justify-center pt-3">
          <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

function Entry({ entry }: { entry: RunHistoryEntry }) {
  const { what, where } = eventWords(entry);
  return (
    <li>
      <details className="group">
        <summary className="focus-inset grid grid-cols-[2rem_minmax(0,1fr)_auto] items-center gap-3 px-4 py-2 text-sm hover:bg-hover">
          <span className="tabular text-ink-subtle text-xs">{entry.seq}</span>
          <span className="truncate">
            {what}
            {where && <span className="ml-2 text-ink-subtle">{where}</span>}
          </span>
          <ExactTime at={entry.at} className="text-ink-subtle text-xs" />
        </summary>
        <div className="px-4 pb-3 sm:pl-15">
          <JsonBlock value={entry.event} />
        </div>
      </details>
    </li>
  );
}
