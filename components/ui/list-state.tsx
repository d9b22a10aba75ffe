"use client";

import type { ReactNode } from "react";
import { QueryError } from "./query-error";
import { SkeletonRows } from "./skeleton";

/** Stands in for a list while it is on its way, when it could not be loaded, and when there is nothing in it. */
export function ListState({
  query,
  what,
  loading,
  rows,
  page = false,
  empty,
  children,
}: {
  query: { isPending: boolean; isError: boolean; error: unknown; data: unknown; refetch: () => unknown };
  /** What could not be loaded, in the middle of a sentence. */
  what: string;
  loading: string;
  /** How many rows are hinted at meanwhile. */
  rows?: number;
  /** The list is all that the page shows. */
  page?: boolean;
  /** What is said instead of a list with nothing in it. */
  empty?: ReactNode;
  children: ReactNode;
}) {
  if (query.isPending) return <SkeletonRows label={loading} {...(rows ? { rows } : {})} />;
  if (query.isError && query.data === undefined) {
    return <QueryError error={query.error} page={page} what={what} onRetry={() => query.refetch()} />;
  }
  return empty || children;
}
