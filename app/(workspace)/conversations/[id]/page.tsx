import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConversationPage } from "@/components/conversations/conversation-page";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("conversations");
  return { title: t("one") };
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireActor(`/conversations/${id}`);
  const state = await prefetch((q) => [q.conversation.get.prefetch({ conversationId: id, notes: true })]);
  return (
    <HydrationBoundary state={state}>
      <ConversationPage id={id} />
    </HydrationBoundary>
  );
}
