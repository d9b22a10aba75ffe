import { HydrationBoundary } from "@tanstack/react-query";
import { getTranslations } from "next-intl/server";
import { DraftPage } from "@/components/workflows/draft-page";
import { prefetch, requireActor } from "@/server/doors/page";

export const generateMetadata = async () => ({ title: (await getTranslations("workflows.draft"))("page") });

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  await requireActor(`/workflows/${name}/draft`);
  const state = await prefetch((q) => [
    q.workflow.draft.prefetch({ name }),
    q.workflow.get.prefetch({ name }),
  ]);
  return (
    <HydrationBoundary state={state}>
      <DraftPage name={name} />
    </HydrationBoundary>
  );
}
