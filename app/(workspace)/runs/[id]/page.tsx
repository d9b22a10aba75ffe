import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RunPage } from "@/components/runs/run-page";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("runs");
  return { title: t("one") };
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireActor(`/runs/${id}`);
  const state = await prefetch((q) => [
    q.run.get
      .fetch({ runId: id })
      .then(({ workflow, version }) => q.workflow.get.prefetch({ name: workflow, version })),
    q.run.timeline.prefetch({ runId: id }),
    q.run.history.prefetchInfinite({ runId: id, limit: 200 }),
    q.task.list.prefetch({ runId: id }),
  ]);
  return (
    <HydrationBoundary state={state}>
      <RunPage id={id} />
    </HydrationBoundary>
  );
}
