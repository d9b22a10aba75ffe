import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readStatus, runListInput } from "@/components/runs/run-filters";
import { RunList } from "@/components/runs/run-list";
import { prefetch, requireActor } from "@/server/doors/page";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireActor("/runs");
  const { status } = await searchParams;
  const input = runListInput(readStatus([status].flat()[0]));
  const state = await prefetch((q) => [q.run.list.prefetchInfinite(input)]);
  return (
    <HydrationBoundary state={state}>
      <RunList />
    </HydrationBoundary>
  );
}
