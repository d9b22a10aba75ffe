import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { RunPage } from "@/components/runs/run-page";
import { prefetch, requireActor } from "@/server/doors/page";

export const metadata: Metadata = { title: "Run" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireActor(`/runs/${id}`);
  const state = await prefetch((q) => [
    q.run.get.prefetch({ runId: id }),
    q.run.history.prefetchInfinite({ runId: id, limit: 100 }),
    q.task.list.prefetch({ runId: id }),
  ]);
  return (
    <HydrationBoundary state={state}>
      <RunPage id={id} />
    </HydrationBoundary>
  );
}
