import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readRunFilters, runCountsInput, runListInput } from "@/components/runs/run-filters";
import { RunList } from "@/components/runs/run-list";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("runs");
  return { title: t("title") };
}

export default async function RunsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireActor("/runs");
  const search = await searchParams;
  const filters = readRunFilters({ get: (name) => [search[name]].flat()[0] ?? null });
  const state = await prefetch((q) => [
    q.run.list.prefetchInfinite(runListInput(filters)),
    q.run.counts.prefetch(runCountsInput(filters)),
    q.workflow.list.prefetch({ limit: 200 }),
  ]);
  return (
    <HydrationBoundary state={state}>
      <RunList />
    </HydrationBoundary>
  );
}
