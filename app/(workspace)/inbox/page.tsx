import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { filterInput, listInput, readFilters } from "@/components/inbox/filters";
import { Inbox } from "@/components/inbox/inbox";
import { prefetch, requireActor } from "@/server/doors/page";
import { prefetchTask } from "../tasks/prefetch-task";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("places.inbox") };
}

export default async function InboxPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const reader = await requireActor("/inbox");
  const search = await searchParams;
  const get = (name: string) => [search[name]].flat()[0] ?? null;
  const filters = readFilters({ get });
  const task = get("task");
  const state = await prefetch((q) => [
    filters.group
      ? q.inbox.groups.prefetch({ ...filterInput(filters), by: filters.group })
      : q.inbox.list.prefetchInfinite(listInput(filters)),
    q.view.list.prefetch({}),
    q.view.counts.prefetch({}),
    q.team.list.prefetch({}),
    q.team.list.prefetch({ memberId: reader.id }),
    ...(task ? [prefetchTask(q, task)] : []),
  ]);
  return (
    <HydrationBoundary state={state}>
      <Inbox />
    </HydrationBoundary>
  );
}
