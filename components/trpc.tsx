"use client";

import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  MutationCache,
  QueryCache,
  QueryClient,
  QueryClientProvider,
  type SetDataOptions,
  type UseInfiniteQueryOptions,
  type UseMutationOptions,
  type UseQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { CreateTRPCReact } from "@trpc/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { type ReactNode, useMemo, useState } from "react";
import { noteRefusal } from "@/components/shown-workspace";
import { problemOf } from "@/components/ui/problem";
import type { AppRouter } from "@/server/doors/trpc";
import { call } from "./trpc-calls";

/** What every operation answers, as the server declares it. */
export type Outputs = inferRouterOutputs<AppRouter>;

/** Under which an answer is kept, as the pages keep what they fetched before. */
function keyOf(path: string[], input?: unknown, type?: "query" | "infinite"): unknown[] {
  if (!input && !type) return path.length > 0 ? [path] : [];
  return [path, { ...(input === undefined ? {} : { input }), ...(type ? { type } : {}) }];
}

const ask = (path: string[], input: unknown, signal?: AbortSignal) =>
  call("query", path.join("."), input, signal);

/** What there is of an operation, by the names that tRPC gives it. */
const hooks = {
  useQuery: (path: string[], input?: unknown, options?: Partial<UseQueryOptions>) =>
    useQuery({
      ...options,
      queryKey: keyOf(path, input, "query"),
      queryFn: () => ask(path, input),
    }),
  useInfiniteQuery: (path: string[], input: object, options: Partial<UseInfiniteQueryOptions>) =>
    useInfiniteQuery({
      getNextPageParam: () => undefined,
      initialPageParam: null,
      ...options,
      queryKey: keyOf(path, input, "infinite"),
      queryFn: ({ pageParam }) => ask(path, pageParam ? { ...input, cursor: pageParam } : input),
    }),
  useMutation: (path: string[], options?: UseMutationOptions<unknown, Error, unknown>) =>
    useMutation({
      ...options,
      mutationKey: keyOf(path),
      mutationFn: (input: unknown) => call("mutation", path.join("."), input),
    }),
};

const utilsOf = (cache: QueryClient) => ({
  invalidate: (
    path: string[],
    input?: unknown,
    filters?: InvalidateQueryFilters,
    options?: InvalidateOptions,
  ) => cache.invalidateQueries({ ...filters, queryKey: keyOf(path, input) }, options),
  fetch: (path: string[], input?: unknown, options?: object) =>
    cache.fetchQuery({
      ...options,
      queryKey: keyOf(path, input, "query"),
      queryFn: () => ask(path, input),
    }),
  prefetch: (path: string[], input?: unknown, options?: object) =>
    cache.prefetchQuery({
      ...options,
      queryKey: keyOf(path, input, "query"),
      queryFn: () => ask(path, input),
    }),
  getData: (path: string[], input?: unknown) => cache.getQueryData(keyOf(path, input, "query")),
  setData: (path: string[], input: unknown, data: unknown, options?: SetDataOptions) =>
    cache.setQueryData(keyOf(path, input, "query"), data, options),
});

const client = {
  query: (path: string[], input?: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    ask(path, input, signal),
  mutate: (path: string[], input?: unknown) => call("mutation", path.join("."), input),
};

type Verbs = Record<string, (path: string[], ...args: never[]) => unknown>;

/** `at.task.get.verb(…)` as `verbs.verb(["task", "get"], …)`. */
function at(verbs: Verbs, path: string[] = [], extra: Record<string, unknown> = {}): unknown {
  return new Proxy(() => {}, {
    get: (_, name) => (typeof name === "string" ? (extra[name] ?? at(verbs, [...path, name])) : undefined),
    apply: (_, __, args: never[]) => verbs[path.at(-1) ?? ""]?.(path.slice(0, -1), ...args),
  });
}

const clientAt = at(client);

function useUtils() {
  const cache = useQueryClient();
  return useMemo(() => at(utilsOf(cache), [], { client: clientAt }), [cache]);
}

type Hooks = CreateTRPCReact<AppRouter, unknown>;

/** Hooks for every operation: `trpc.task.claim.useMutation()`. Their types are tRPC's own. */
export const trpc = at(hooks, [], { useUtils }) as Pick<
  Hooks,
  keyof AppRouter["_def"]["record"] | "useUtils"
>;

function newCache() {
  return new QueryClient({
    queryCache: new QueryCache({ onError: onRefusal }),
    mutationCache: new MutationCache({ onError: onRefusal }),
    defaultOptions: {
      queries: {
        // The stream says when something changed; this only spares the refetch right after the first paint.
        staleTime: 10_000,
        // Only an unreachable server is worth asking again; an answer stays the same.
        retry: (failures: number, error: unknown) => problemOf(error).status === 0 && failures < 3,
      },
    },
  });
}

/** Keeps for the pages below it what the operations answered. */
export function TrpcProvider({ children }: { children: ReactNode }) {
  const [cache] = useState(newCache);
  return <QueryClientProvider client={cache}>{children}</QueryClientProvider>;
}

const publicPages = /^\/($|(signin|signup|invite|docs)(\/|$))/;

function onRefusal(error: unknown) {
  noteRefusal(error);
  leaveWhenSignedOut(error);
}

/** A member whose session or seat ended is out with the next answer; drafts wait in the browser. */
function leaveWhenSignedOut(error: unknown) {
  const { pathname, search } = window.location;
  if (problemOf(error).status !== 401 || publicPages.test(pathname)) return;
  window.location.assign(`/signin?next=${encodeURIComponent(pathname + search)}`);
}
