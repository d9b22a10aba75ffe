import { HydrationBoundary } from "@tanstack/react-query";
import { getTranslations } from "next-intl/server";
import { TriggerList } from "@/components/triggers/trigger-list";
import { prefetch, requireActor } from "@/server/doors/page";

export const generateMetadata = async () => ({ title: (await getTranslations("triggers"))("title") });

export default async function TriggersPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireActor("/triggers");
  const workflow = [(await searchParams).workflow].flat()[0];
  const state = await prefetch((q) => [q.trigger.list.prefetchInfinite({ workflow, limit: 50 })]);
  return (
    <HydrationBoundary state={state}>
      <TriggerList />
    </HydrationBoundary>
  );
}
