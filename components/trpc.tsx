"use client";

import { MutationCache, QueryCache } from "@tanstack/react-query";
import { httpBatchLink, type TRPCLink } from "@trpc/client";
import { createTRPCNext } from "@trpc/next";
import type { inferRouterOutputs } from "@trpc/server";
import type { ComponentType, ReactNode } from "react";
import { noteRefusal, shownWorkspace } from "@/components/shown-workspace";
import { problemOf } from "@/components/ui/problem";
import type { AppRouter } from "@/server/doors/trpc";

/** What every operation answers, as the server declares it. */
export type Outputs = inferRouterOutputs<AppRouter>;

/** Lists go one way: the direction that is added to questions for further pages is no input of any operation. */
const withoutDirection: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    if (typeof op.input !== "object" || op.input === null || !("direction" in op.input)) return next(op);
    const { direction: _, ...input } = op.input;
    return next({ ...op, input });
  };

const url = "/api/trpc";

function headersFor(paths: string[]): Record<string, string> {
  const shown = shownWorkspace();
  // Switching is how a page that was left behind comes back.
  const switches = paths.every((path) => path === "account.switchTenant");
  return shown && !switches ? { "x-orkestra-workspace": shown } : {};
}

/** Hooks for every operation: `trpc.task.claim.useMutation()`. */
export const trpc = createTRPCNext<AppRouter>({
  config: () => ({
    links: [
      withoutDirection,
      httpBatchLink({
        url,
        maxItems: 20,
        // Questions too: some are too long for an address.
        methodOverride: "POST",
        headers: ({ opList }) => headersFor(opList.map(({ path }) => path)),
      }),
    ],
    queryClientConfig: {
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
    },
  }),
});

/**
 * The last word of a page that goes away: it is on its way before the page is gone, and nobody hears the answer.
 */
export function lastWord(path: string, input: object): void {
  const headers = { "content-type": "application/json", ...headersFor([path]) };
  const body = JSON.stringify(input);
  fetch(`${url}/${path}`, { method: "POST", keepalive: true, headers, body }).catch(() => undefined);
}

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
