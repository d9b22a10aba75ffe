import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { type Changed, useChanges } from "@/components/live/live-provider";
import { type Outputs, trpc } from "@/components/trpc";
import { onDemand } from "@/components/ui/on-demand";
import type { InboxGroup, InboxRow } from "@/server/domain/inbox/schema";
import { type Filters, filterInput, listInput } from "./filters";
import type { Page, PageStart } from "./pages";
import type { Turns } from "./turns";

// A list is there before anything changes in it.
const patching = onDemand(() => import("./patch-pages"));

type Pages = InfiniteData<Page, PageStart>;

/** More changes at once than this are no patch: the list is fetched again from its beginning. */
const mostPatched = 150;

const beginning = (data: Pages | undefined) =>
  data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };

const first: PageStart = { group: null, cursor: null };

/**
 * The list as far as it was scrolled, kept right as things happen: of what changed only the changed tasks are fetched,
 * however long the list is. With a grouping it is one group after the other, without those that are folded.
 */
export function useTaskList(filters: Filters, folded: ReadonlySet<string>) {
  const { client } = trpc.useUtils();
  const cache = useQueryClient();
  const input = useMemo(() => listInput(filters), [filters]);
  const by = filters.group;
  const groups = trpc.inbox.groups.useQuery(
    { ...filterInput(filters), by: by ?? "status" },
    { enabled: by !== undefined, placeholderData: (before) => before },
  );
  const keys = useMemo(
    () => (by ? (groups.data?.data.map(({ key }) => key).filter((key) => !folded.has(key)) ?? []) : []),
    [by, groups.data, folded],
  );
  const queryKey = useMemo(() => ["inbox list", input, by ?? null, [...folded]], [input, by, folded]);

  const query = useInfiniteQuery({
    queryKey,
    enabled: by === undefined || keys.length > 0,
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const group = by ? (pageParam.group ?? keys[0] ?? null) : null;
      const narrowed = by && group ? { [by]: [group] } : {};
      const cursor = pageParam.cursor ?? undefined;
      const { data, nextCursor } = await client.inbox.list.query(
        { ...input, ...narrowed, cursor },
        { signal },
      );
      const following = keys[keys.indexOf(group ?? "") + 1];
      const next = nextCursor
        ? { group, cursor: nextCursor }
        : following
          ? { group: following, cursor: null }
          : null;
      return { rows: data, group, next };
    },
    initialPageParam: first,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    // It is kept right by what is heard; see below.
    staleTime: Number.POSITIVE_INFINITY,
    ...useFirstPage(input, by !== undefined),
  });

  const turns = useRef<Turns>(undefined);
  const patch = useCallback(
    async (changed: Changed) => {
      const pages = cache.getQueryData<Pages>(queryKey)?.pages;
      if (!pages) return;
      if (changed === "anything" || changed.size > mostPatched || changed.has("")) {
        // From the beginning, and no more than that: what is further down comes when it is scrolled to.
        cache.setQueryData<Pages>(queryKey, beginning);
        await cache.invalidateQueries({ queryKey });
        return;
      }
      const { patchPages, Turns: Made } = await patching.load();
      turns.current ??= new Made();
      const turn = turns.current.begin();
      try {
        const asked = { ...input, ids: [...changed], cursor: undefined, limit: 200 };
        const { data } = await client.inbox.list.query(asked);
        const ids = turn.newest(changed);
        const change = { sort: input.sort, by, ids, found: data.filter(({ id }) => ids.has(id)) };
        cache.setQueryData<Pages>(queryKey, (now) => now && { ...now, pages: patchPages(now.pages, change) });
      } finally {
        turn.end();
      }
    },
    [cache, client, input, by, queryKey],
  );
  useEffect(
    () => () => {
      // Nothing is heard for a list that is not shown: who comes back finds its beginning, and has it fetched.
      cache.setQueryData<Pages>(queryKey, beginning);
      void cache.invalidateQueries({ queryKey, refetchType: "none" });
    },
    [cache, queryKey],
  );
  useChanges("task", (changed) => {
    // One that cannot be fetched now is heard of again when the connection is back.
    patch(changed).catch(() => {});
    if (by) void groups.refetch();
  });

  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  return {
    query,
    rows,
    pages: query.data?.pages ?? [],
    groups: by ? (groups.data?.data ?? []) : undefined,
    patch,
  };
}

/** A group of the list. */
export type Group = InboxGroup;

/** What came with the page, as the list's first part. */
function useFirstPage(input: ReturnType<typeof listInput>, grouped: boolean) {
  const cache = useQueryClient();
  return {
    initialData: (): Pages | undefined => {
      const key = [["inbox", "list"], { input, type: "infinite" }];
      const came = cache.getQueryData<InfiniteData<Outputs["inbox"]["list"]>>(key)?.pages[0];
      // Taken once: when one comes back to the list, it is fetched.
      cache.removeQueries({ queryKey: key });
      if (grouped || !came) return undefined;
      const next = came.nextCursor ? { group: null, cursor: came.nextCursor } : null;
      return { pages: [{ rows: came.data, group: null, next }], pageParams: [first] };
    },
  };
}

/** Changes rows at once, in every list that shows them; gives the way back. */
export function useRowChanges() {
  const cache = useQueryClient();
  return useCallback(
    (ids: ReadonlySet<string>, change: (row: InboxRow) => InboxRow): (() => void) => {
      const before = new Map<string, InboxRow>();
      const apply = (to: (row: InboxRow) => InboxRow) =>
        cache.setQueriesData<Pages>({ queryKey: ["inbox list"] }, (data) => data && mapRows(data, ids, to));
      apply((row) => {
        before.set(row.id, row);
        return change(row);
      });
      return () => void apply((row) => before.get(row.id) ?? row);
    },
    [cache],
  );
}

function mapRows(data: Pages, ids: ReadonlySet<string>, to: (row: InboxRow) => InboxRow): Pages {
  const pages = data.pages.map((page) =>
    page.rows.some(({ id }) => ids.has(id))
      ? { ...page, rows: page.rows.map((row) => (ids.has(row.id) ? to(row) : row)) }
      : page,
  );
  return { ...data, pages };
}
