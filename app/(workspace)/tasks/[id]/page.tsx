import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TaskPage } from "@/components/tasks/task-page";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("shortcuts.task.title") };
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireActor(`/tasks/${id}`);
  const state = await prefetch((q) => [
    q.task.get.fetch({ taskId: id }).then(({ conversationId }) => {
      if (conversationId) return q.conversation.get.prefetch({ conversationId });
    }),
  ]);
  return (
    <HydrationBoundary state={state}>
      <TaskPage id={id} />
    </HydrationBoundary>
  );
}
