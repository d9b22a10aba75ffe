import type { DehydratedState } from "@tanstack/react-query";
import { createServerSideHelpers } from "@trpc/react-query/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { callerOfRequest } from "@/server/auth/request";
import type { Actor, Visitor } from "@/server/platform/actor";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import type { ReaderSettings } from "@/server/platform/locale";
import { PAGE_ADDRESS } from "@/server/platform/page-address";
import { appRouter, type TrpcContext } from "./trpc";

/** Who asks for the page under way, looked up once for it. */
export const pageCaller = cache(async (): Promise<Actor | Visitor> => {
  // Only the headers say who asks; a page's own address is not known here and not needed.
  return callerOfRequest(new Request("http://page.invalid/", { headers: new Headers(await headers()) }));
});

/** How whoever asks for the page chose to read: their language and time zone, null where they didn't. */
export async function pageReader(): Promise<ReaderSettings> {
  return (await pageCaller()).reader ?? { locale: null, timeZone: null };
}

/**
 * The member who asks for a page of the workspace.
 * Anybody else is sent to sign in first and comes back to `next`, a path of ours, with the query they asked it with.
 */
export async function requireActor(next: string): Promise<Actor> {
  const caller = await pageCaller();
  if (caller.type === "visitor") redirect(`/signin?next=${encodeURIComponent(next + (await queryAsked()))}`);
  return caller;
}

async function queryAsked(): Promise<string> {
  const { searchParams } = new URL((await headers()).get(PAGE_ADDRESS) ?? "/", "http://page.invalid");
  // Next's own, for the parts of a page.
  searchParams.delete("_rsc");
  return searchParams.size > 0 ? `?${searchParams}` : "";
}

/** Whether this deployment sends e-mail: known where a page is asked for, not where it was built. */
export async function sendsMail(): Promise<boolean> {
  await connection();
  return env().resendApiKey !== undefined;
}

const pageQueries = cache(() => {
  const ctx: TrpcContext = { requestId: newId(), caller: pageCaller, headers };
  return createServerSideHelpers({ router: appRouter, ctx });
});

/** The queries of the page under way: `fetch` gives the answer, `prefetch` only keeps it for `prefetched()`. */
type PageQueries = ReturnType<typeof pageQueries>;

/**
 * Asks what the page will ask, as its caller, so that it is there from the first paint:
 * `<HydrationBoundary state={await prefetch((q) => [q.task.list.prefetch({})])}>`. A query that fails is left out, and the
 * page asks again and shows why.
 */
export async function prefetch(ask: (queries: PageQueries) => Promise<unknown>[]): Promise<DehydratedState> {
  const queries = pageQueries();
  await Promise.allSettled(ask(queries));
  return queries.dehydrate({ shouldDehydrateQuery: (query) => query.state.status === "success" });
}
