import type { ReactNode } from "react";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";

/** A card around a list of settings: its skeleton while it loads, its error with a way to try again. */
export function ListCard({
  query,
  what,
  children,
}: {
  query: { isPending: boolean; isError: boolean; error: unknown; data: unknown; refetch: () => unknown };
  what: string;
  children: ReactNode;
}) {
  return (
    <div className="overflow-hidden rounded-lg border">
      {query.data !== undefined ? (
        children
      ) : query.isError ? (
        <QueryError error={query.error} what={what} onRetry={() => query.refetch()} />
      ) : (
        <SkeletonRows rows={4} label={`Loading ${what}`} />
      )}
    </div>
  );
}
