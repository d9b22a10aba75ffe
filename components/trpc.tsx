"use client";

import { MutationCache, QueryCache } from "@tanstack/react-query";
import { httpBatchLink, type TRPCLink } from "@trpc/client";
import { createTRPCNext } from "@trpc/next";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { ComponentType, ReactNode } from "react";
import { atMostOnce, keyOf } from "@/components/live/at-most-once";
import { patience } from "@/components/live/patience";
import { noteRefusal, shownWorkspace } from "@/components/shown-workspace";
import { hadNoAnswer, problemOf } from "@/components/ui/problem";
import type { AppRouter } from "@/server/doors/trpc";

/** What every operation answers, as the server declares it. */
export type Outputs = inferRouterOutputs<AppRouter>;

/** What every operation is given. */
export type Inputs = inferRouterInputs<AppRouter>;

/** Lists go one way: the direction that is added to questions for further pages is no input of any operation. */
const withoutDirection: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    if (typeof op.input !== "object" || op.input === null || !("direction" in op.input)) return next(op);
    const { direction: _, ...input } = op.input;
    return next({ ...op, input });
  };

export const url = "/api/trpc";

/** What tells the server which workspace the page shows. */
export function headersFor(paths: string[]): Record<string, string> {
  const shown = shownWorkspace();
  // Switching is how a page that was left behind comes back.
  const switches = paths.every((path) => path === "account.switchTenant");
  return shown && !switches ? { "x-orkestra-workspace": shown } : {};
}

const inBatchesOf = (maxItems: number) =>
  httpBatchLink<AppRouter>({
    url,
    maxItems,
    // Questions too: some are too long for an address.
    methodOverride: "POST",
    headers: ({ opList }) => ({ ...headersFor(opList.map(({ path }) => path)), ...keyOf(opList[0]) }),
    fetch: (asked: RequestInfo | URL | string, init?: RequestInit) => {
      const late = AbortSignal.timeout(patience);
      return fetch(asked, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, late]) : late });
    },
  });

const doors: TRPCLink<AppRouter> = (runtime) => {
  const ask = inBatchesOf(20)(runtime);
  // A key stands for one change.
  const change = inBatchesOf(1)(runtime);
  return (asked) => (asked.op.type === "query" ? ask : change)(asked);
};

/** Hooks for every operation: `trpc.task.claim.useMutation()`. */
export const trpc = createTRPCNext<AppRouter>({
  config: () => ({
    links: [withoutDirection, atMostOnce, doors],
    queryClientConfig: {
      queryCache: new QueryCache({ onError: onRefusal }),
      mutationCache: new MutationCache({ onError: onRefusal }),
      defaultOptions: {
        queries: {
          // The stream says when something changed; this only spares the refetch right after the first paint.
          staleTime: 10_000,
          // Only an unreachable server is worth asking again; an answer stays the same.
          retry: (failures: number, error: unknown) => hadNoAnswer(error) && failures < 3,
        },
        // While the page knows that the server is out of reach it waits; see components/live/live-provider.
        mutations: { retry: (failures: number, error: unknown) => hadNoAnswer(error) && failures < 4 },
      },
    },
  }),
});

/** Gives the pages below it the query client and the connection to the operations. */
export const TrpcProvider = trpc.withTRPC(
  ({ children }: { children: ReactNode }) => children,
) as ComponentType<{
  children: ReactNode;
}>;

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
