import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { inboxQuestion } from "@/components/inbox/filters";
import { TaskPage } from "@/components/tasks/task-page";
import { prefetch, requireActor } from "@/server/doors/page";
import { prefetchTask } from "../prefetch-task";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("shortcuts.task.title") };
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireActor(`/tasks/${id}`);
  const state = await prefetch((q) => [prefetchTask(q, id), q.inbox.list.prefetch(inboxQuestion("/inbox"))]);
  return (
    <HydrationBoundary state={state}>
      <TaskPage id={id} />
    </HydrationBoundary>
  );
}
