/** How a list that comes in pages is asked for the next; what is shown stays while something else is looked for. */
export const inPages = {
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
  placeholderData: <T>(before: T) => before,
};

/** The rows of all pages that have come. */
export function rowsOf<T>({ data }: { data: { pages: { data: T[] }[] } | undefined }): T[] {
  return data?.pages.flatMap((page) => page.data) ?? [];
}
