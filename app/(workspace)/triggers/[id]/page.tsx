import { HydrationBoundary } from "@tanstack/react-query";
import { getTranslations } from "next-intl/server";
import { TriggerPage } from "@/components/triggers/trigger-page";
import { prefetch, requireActor } from "@/server/doors/page";

export const generateMetadata = async () => ({ title: (await getTranslations("triggers"))("one") });

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireActor(`/triggers/${id}`);
  const state = await prefetch((q) => [q.trigger.get.prefetch({ triggerId: id })]);
  return (
    <HydrationBoundary state={state}>
      <TriggerPage id={id} />
    </HydrationBoundary>
  );
}
