import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StuckList } from "@/components/runs/stuck-list";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("runs");
  return { title: t("stuck.title") };
}

export default async function StuckPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireActor("/runs/stuck");
  const workflow = [(await searchParams).workflow].flat()[0];
  const state = await prefetch((q) => [q.deadLetter.list.prefetchInfinite({ workflow, limit: 50 })]);
  return (
    <HydrationBoundary state={state}>
      <StuckList />
    </HydrationBoundary>
  );
}
