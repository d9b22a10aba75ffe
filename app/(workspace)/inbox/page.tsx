import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { listInput, readFilters } from "@/components/inbox/filters";
import { Inbox } from "@/components/inbox/inbox";
import { prefetch, requireActor } from "@/server/doors/page";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireActor("/inbox");
  const search = await searchParams;
  const filters = readFilters({ get: (name) => [search[name]].flat()[0] ?? null });
  const state = await prefetch((q) => [
    q.task.list.prefetchInfinite(listInput(filters)),
    q.team.list.prefetch({}),
  ]);
  return (
    <HydrationBoundary state={state}>
      <Inbox />
    </HydrationBoundary>
  );
}
