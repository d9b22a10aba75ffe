import { useEffect } from "react";

/** How a list that comes in pages is asked for the next; what is shown stays while something else is looked for. */
export const inPages = {
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
  placeholderData: <T>(before: T) => before,
};

interface Paged {
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
  fetchNextPage: () => unknown;
}

/** Asks for page after page: for lists that are chosen from, or put in an order here. */
export function useEveryPage({ hasNextPage, isFetching, isError, fetchNextPage }: Paged, wanted = true) {
  useEffect(() => {
    if (wanted && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [wanted, hasNextPage, isFetching, isError, fetchNextPage]);
}

/** The rows of all pages that have come. */
export function rowsOf<T>({ data }: { data: { pages: { data: T[] }[] } | undefined }): T[] {
  return data?.pages.flatMap((page) => page.data) ?? [];
}
