import { HydrationBoundary } from "@tanstack/react-query";
import { getTranslations } from "next-intl/server";
import { BreakerList } from "@/components/runs/breaker-list";
import { prefetch, requireActor } from "@/server/doors/page";

export const generateMetadata = async () => ({ title: (await getTranslations("runs.breakers"))("title") });

export default async function BreakersPage() {
  await requireActor("/runs/breakers");
  const state = await prefetch((q) => [q.breaker.list.prefetch({})]);
  return (
    <HydrationBoundary state={state}>
      <BreakerList />
    </HydrationBoundary>
  );
}
