import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readVersion } from "@/components/workflows/version";
import { WorkflowPage } from "@/components/workflows/workflow-page";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("workflows");
  return { title: t("one") };
}

export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { name } = await params;
  await requireActor(`/workflows/${name}`);
  const version = readVersion([(await searchParams).version].flat()[0]);
  const state = await prefetch((q) => [
    q.workflow.get.prefetch({ name, version }),
    q.run.list.prefetch({ workflow: name, limit: 10 }),
    q.run.counts.prefetch({ workflow: name }),
  ]);
  return (
    <HydrationBoundary state={state}>
      <WorkflowPage name={name} />
    </HydrationBoundary>
  );
}
